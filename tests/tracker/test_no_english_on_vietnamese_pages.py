"""A reader of Vietnamese meets no English: on no page, in no refusal, in no error."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin import ModelAdmin, site
from django.db import models
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from django.views.defaults import server_error

from seeds.demo import sign_ins
from tests.harness.files import status_of
from tests.harness.mail import Sink
from tests.harness.scene import Scene, scene
from tests.harness.vietnamese import english_in, texts_of
from tests.inventory import READERS, WEB
from tests.tracker.walking import address, browser_of

pytestmark = pytest.mark.shared
OK = 200
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


@pytest.mark.long
def test_on_no_page(world: Scene, mail: Sink) -> None:
    assert not mail.messages()  # what readers of English were sent is listed as it is
    readers = ("anonymous", "focal_point", "secretary", "administrator")
    _read(world, lambda browser, path: browser.get(path), readers)


def test_on_no_refusal(world: Scene) -> None:
    _read(world, lambda browser, path: browser.get(path), ("outsider",), shown=False)


@pytest.mark.parametrize("sent", [ROWS, WRONG | ROWS], ids=["half", "nonsense"])
def test_in_no_refusal_of_a_form(sent: dict[str, str], world: Scene) -> None:
    _read(world, lambda browser, path: browser.post(path, sent), ("secretary", "head"))


@pytest.mark.parametrize(
    "template", ["/instruments/new/", "/tasks/{draft}/edit/", "/tasks/{in_progress}/split/"]
)
def test_in_no_refusal_of_rows_without_their_count(template: str, world: Scene) -> None:
    page = browser_of(world, "secretary").post(address(template, world), {})
    assert not english_in(texts_of(page.content.decode()), known=tuple(_in_the_database()))


def _read(
    world: Scene,
    ask: Callable[[Client, str], Any],
    readers: tuple[str, ...],
    *,
    shown: bool = True,
) -> None:
    """Asks as each of `readers` for every address that they are shown, or that they are not."""
    known = tuple(_in_the_database())
    english: dict[str, set[str]] = {}
    for reader in readers:
        browser = browser_of(world, reader)
        for template, who in chain.from_iterable(WEB.values()):
            if (who[READERS.index(reader)] == OK) is not shown:
                continue
            response = ask(browser, address(template, world))
            status_of(response)
            if response.headers["Content-Type"].startswith("text/html"):
                found = english_in(texts_of(response.content.decode()), known=known)
                english |= {template: found} if found else {}
    assert not english


def _in_the_database() -> Iterator[str]:
    """What people have entered: names, numbers, titles, user names."""
    yield from (one.organisation for one in sign_ins())
    with override("vi"):
        for model in apps.get_models():
            names = [f.name for f in model._meta.concrete_fields if _is_text(f)]
            if names and model._meta.app_label in {"accounts", "tasks", "notifications"}:
                for row in model._default_manager.values_list(*names):
                    yield from map(str, row)


def _is_text(field: "models.Field[Any, Any]") -> bool:
    """Free text, in Vietnamese: not codes with a label, and not the English names."""
    text = isinstance(field, models.CharField | models.TextField)
    return text and not field.choices and not field.name.endswith("_en")


def test_in_no_error(world: Scene) -> None:
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    pages: list[Any] = [
        browser.get("/nothing/"),
        browser.get("/", headers={"host": "elsewhere.example"}),
        browser.post("/sign-in/", {"username": "a"}),
        server_error(RequestFactory().get("/")),
    ]
    assert [page.status_code for page in pages] == [404, 400, 403, 500]
    texts = chain.from_iterable(texts_of(page.content.decode()) for page in pages)
    assert not english_in(texts)


def test_this_test_would_notice(world: Scene) -> None:
    browser = browser_of(world, "secretary")
    choose = {"language": "en", "next": "/tasks/"}
    english = texts_of(browser.post("/language/", choose, follow=True).content.decode())
    found = english_in(english, known=list(_in_the_database()))
    assert {"Tasks", "Words or code", "In time, underway", "Skip to the content"} <= found
    assert not english_in(["Nhiệm vụ 12/2025", "còn 3 ngày", "Bộ Khoa học và Công nghệ"])


def test_nowhere_in_the_stock_admin(world: Scene) -> None:
    browser, known = browser_of(world, "administrator"), list(_in_the_database())
    english = {}
    for path in _admin_pages():
        page = browser.get(path)
        assert page.status_code == OK, path
        if found := english_in(texts_of(page.content.decode()), known=known):
            english[path] = found
    assert not english


def _admin_pages() -> Iterator[str]:
    """The start, every list, and of every kind one page to change (or look at) and one to add."""
    yield reverse("admin:index")
    for model, shown in site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        if (one := model._default_manager.order_by("pk").last()) is not None:
            yield reverse(f"{name}_change", args=[one.pk])
        if type(shown).has_add_permission is ModelAdmin.has_add_permission:
            yield reverse(f"{name}_add")
