"""Every page × every kind of reader: who may, at what cost, and in Vietnamese."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from tests.harness.mail import Sink
from tests.harness.scene import Scene, scene
from tests.harness.vietnamese import english_in, entered, texts_of
from tests.inventory import READERS, WEB
from tests.tracker.walking import (
    OK,
    Visit,
    address,
    addresses,
    browser_of,
    browsers_of,
    undrawn,
    visits,
)

pytestmark = [pytest.mark.shared, pytest.mark.long]
# Tested on their own: the API by its own table, the stock admin by its permissions.
ELSEWHERE = ("api/", "admin/")
MOST_QUERIES = 30
# What a changed ladder would do on each of thirty days is asked with the sweep's own statements.
ASKS_OF_EACH_DAY = "/ladders/{programme}/change/?kind=add"
FORBIDDEN = 403
REFUSED = {302, FORBIDDEN, 404}
POST_ONLY = 405
FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>')
ACTION = re.compile(r'\baction="([^"]*)"')
# Who sends a form: the first of these who is shown it.
SENDERS = ("secretary", "focal_point", "head", "administrator")
NONSENSE = "†"
WRONG = {
    **dict.fromkeys(("percent", "count", "deliverable_count"), "-5"),
    **dict.fromkeys(("on", "completed_on", "product_date", "issued_on", "deadline"), NONSENSE),
    **dict.fromkeys(("new_deadline", "lead", "authority", "officer", "issuer"), NONSENSE),
    **dict.fromkeys(("kind", "product_kind", "group", "programme", "granted"), NONSENSE),
    "source_url": NONSENSE,
    "number": "9" * 99,
}
ROWS = {
    **{f"{prefix}-TOTAL_FORMS": "1" for prefix in ("parts", "clauses")},
    **{f"{prefix}-INITIAL_FORMS": "0" for prefix in ("parts", "clauses")},
    "parts-0-organisation": NONSENSE,
    "clauses-0-number": "1",
    "clauses-0-text": "",
}


@pytest.fixture(scope="module")
def world(shared_database: None) -> Scene:
    return scene()


@pytest.fixture(scope="module")
def visited(world: Scene, _sink: Sink) -> list[Visit]:
    """One walk for all; what readers of English were sent would be listed as it is."""
    _sink.clear()
    return list(visits(world))


def served() -> Iterator[str]:
    for pattern in get_resolver().url_patterns:
        yield from _routes(pattern, "")


def _routes(pattern: URLPattern | URLResolver, before: str) -> Iterator[str]:
    route = f"{before}{pattern.pattern}"
    if isinstance(pattern, URLPattern):
        yield route
    elif not route.startswith(ELSEWHERE):
        for inner in pattern.url_patterns:
            yield from _routes(inner, route)


def test_every_page_is_classified() -> None:
    assert sorted(served()) == sorted(WEB)


def test_every_page_lets_in_whom_it_should(visited: list[Visit]) -> None:
    """Some see their pages drawn; all of them do in the long form below."""
    assert not _misled(visited)


def test_no_page_costs_much(visited: list[Visit]) -> None:
    assert not _dear(visited)


def test_no_page_has_english(world: Scene, visited: list[Visit]) -> None:
    assert not _english(visited)


@pytest.mark.prove
def test_all_readers_are_shown_theirs(world: Scene, mail: Sink) -> None:
    assert not mail.messages()
    found = list(visits(world, all_drawn=True))
    assert not _misled(found) | _dear(found) | _english(found)


def _misled(found: list[Visit]) -> dict[tuple[str, str], str]:
    return {
        (one.template, one.reader): f"{one.found}, not {one.wanted}"
        for one in found
        if one.found != one.wanted
    }


def _dear(found: list[Visit]) -> dict[tuple[str, str], str]:
    return {
        (one.template, one.reader): f"{one.queries} queries"
        for one in found
        if one.queries > MOST_QUERIES and not one.template.startswith(ASKS_OF_EACH_DAY)
    }


def _english(found: list[Visit]) -> dict[tuple[str, str], str]:
    """On pages, and in the words of refusals where these are shown."""
    known = entered()
    read = ((one, texts_of(one.page)) for one in found if one.found in {OK, FORBIDDEN})
    return {
        (one.template, one.reader): str(english)
        for one, texts in read
        if (english := english_in(texts, known=known))
    }


def test_who_may_not_open_a_page_may_not_send_its_form_either(world: Scene) -> None:
    wrong, browsers = {}, browsers_of(world)
    with undrawn():
        for template, reader, shown in addresses():
            if shown in REFUSED and "?" not in template:
                sent = browsers[reader].post(address(template, world)).status_code
                if sent not in {shown, POST_ONLY}:
                    wrong[template, reader] = sent
    assert not wrong


def test_a_secretary_alone_adds_clauses(world: Scene) -> None:
    path = address("/instruments/{instrument}/enter/", world)
    with undrawn():
        found = {reader: browser_of(world, reader).post(path).status_code for reader in READERS}
    allowed = found.pop("secretary")
    assert (allowed, found.pop("anonymous"), set(found.values())) == (422, 302, {403})


@pytest.mark.parametrize("sent", [ROWS, WRONG | ROWS], ids=["half", "nonsense"])
def test_no_refusal_of_a_form_has_english(
    sent: dict[str, str], world: Scene, visited: list[Visit]
) -> None:
    known, browsers, english = entered(), browsers_of(world), {}
    for template, reader in _forms(visited, world):
        with transaction.atomic():
            answer = browsers[reader].post(address(template, world), sent)
            transaction.set_rollback(True)
        if found := english_in(texts_of(answer.content.decode()), known=known):
            english[template] = found
    assert not english


def _forms(visited: list[Visit], world: Scene) -> Iterator[tuple[str, str]]:
    """Each address that has a form to be sent to itself, and who sends it."""
    shown: dict[str, set[str]] = {}
    for one in visited:
        if one.found == OK and _sends_to_itself(one.page, address(one.template, world)):
            shown.setdefault(one.template, set()).add(one.reader)
    for template, readers in shown.items():
        yield from [(template, reader) for reader in SENDERS if reader in readers][:1]


def _sends_to_itself(page: str, path: str) -> bool:
    actions = (ACTION.search(form) for form in FORM.findall(page))
    return any(action is None or action[1] in {"", path} for action in actions)
