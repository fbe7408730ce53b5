"""Going through the pages of a scene as somebody."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pytest
from django.db import connection
from django.template.backends.django import Template
from django.test import Client

from tests.harness.files import status_of
from tests.harness.scene import Scene
from tests.inventory import READERS, WEB

OK = 200
# The first two of these who may see a page are shown it: nearly every page in each of its forms.
DRAWN = ("secretary", "focal_point", "head", "administrator", "anonymous")


@dataclass(frozen=True)
class Visit:
    """What `reader` should get at the address `template`, and got: `page`, if it is one."""

    template: str
    reader: str
    wanted: int
    found: int
    queries: int
    page: str


class Queries:
    """Counts the statements a page costs; those that only open and close savepoints are none."""

    count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *words: Any) -> Any:
        self.count += "SAVEPOINT" not in sql
        return execute(sql, *words)


def browser_of(world: Scene, reader: str, *, language: str = "vi") -> Client:
    """A browser in which `reader` (a key of the scene's readers) has signed in."""
    browser = Client(headers={"accept-language": language}, raise_request_exception=True)
    person = world.readers[reader]
    if person is not None:
        browser.force_login(person)
    return browser


def browsers_of(world: Scene) -> dict[str, Client]:
    """A browser of every reader."""
    return {reader: browser_of(world, reader) for reader in READERS}


def address(template: str, world: Scene) -> str:
    """`/tasks/{draft}/` with the number of the scene's draft."""
    return template.format(**world.numbers)


def addresses() -> Iterator[tuple[str, str, int]]:
    """Each address of the inventory, each reader, and what they should get there."""
    for template, who in chain.from_iterable(WEB.values()):
        yield from ((template, *each) for each in zip(READERS, who, strict=True))


def shown_to(who: tuple[int, ...]) -> list[str]:
    """Of a row of the inventory: those readers whose page is drawn."""
    allowed = dict(zip(READERS, who, strict=True))
    return [reader for reader in DRAWN if allowed[reader] == OK][:2]


def visits(world: Scene, *, all_drawn: bool = False) -> Iterator[Visit]:
    """Everybody at every address. Unless all are, pages are drawn for whom `shown_to` names; views
    run and decide for the others too, but for those of an address with words of its own to ask."""
    browsers = browsers_of(world)
    shown = {template: shown_to(who) for template, who in chain.from_iterable(WEB.values())}
    for template, reader, wanted in addresses():
        drawn = all_drawn or reader in shown[template]
        if drawn or reader in DRAWN or "?" not in template:
            with nullcontext() if drawn else undrawn():
                answer, queries = _asked(browsers[reader], address(template, world))
            page = answer.content.decode() if _is_page(answer) else ""
            yield Visit(template, reader, wanted, answer.status_code, queries, page)


def _asked(browser: Client, path: str) -> tuple[Any, int]:
    with connection.execute_wrapper(queries := Queries()):
        answer = browser.get(path)
        status_of(answer)
    return answer, queries.count


def _is_page(answer: Any) -> bool:
    return bool(answer.headers["Content-Type"].startswith("text/html"))


@contextmanager
def undrawn() -> Iterator[None]:
    """What a view hands to a template is not drawn: who may is decided before.

    Of a refusal only the words are left that it was given.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", _words)
        yield


def _words(template: Template, context: Any = None, request: Any = None) -> str:
    return str((context or {}).get("exception", ""))
