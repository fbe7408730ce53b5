"""Every page × every kind of reader."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.harness.files import status_of
from tests.harness.scene import Scene, scene
from tests.inventory import READERS, WEB
from tests.tracker.walking import address, browser_of

pytestmark = pytest.mark.shared
# Tested on their own: the API by its own table, the stock admin by its permissions.
ELSEWHERE = ("api/", "admin/")
MOST_QUERIES = 30
# What a changed ladder would do on each of thirty days is asked with the sweep's own statements.
ASKS_OF_EACH_DAY = "/ladders/{programme}/change/?kind=add"


@pytest.fixture(scope="module")
def world(shared_database: None) -> Scene:
    return scene()


class Queries:
    """Counts the statements a page costs; those that only open and close savepoints are none."""

    count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *words: Any) -> Any:
        self.count += "SAVEPOINT" not in sql
        return execute(sql, *words)


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


@pytest.mark.long
def test_every_page_lets_in_whom_it_should_at_little_cost(world: Scene) -> None:
    wrong = {}
    for template, reader, browser, wanted in _visits(world):
        with connection.execute_wrapper(queries := Queries()):
            found = status_of(browser.get(address(template, world)))
        if found != wanted:
            wrong[template, reader] = f"{found}, not {wanted}"
        elif queries.count > MOST_QUERIES and not template.startswith(ASKS_OF_EACH_DAY):
            wrong[template, reader] = f"{queries.count} queries"
    assert not wrong


def test_who_may_not_open_a_page_may_not_send_its_form_either(world: Scene) -> None:
    wrong = {}
    for template, reader, browser, shown in _visits(world):
        if shown in {302, 403, 404}:
            sent = browser.post(address(template, world)).status_code
            if sent not in {shown, 405}:
                wrong[template, reader] = sent
    assert not wrong


def test_a_secretary_alone_adds_clauses(world: Scene) -> None:
    path = address("/instruments/{instrument}/enter/", world)
    found = {reader: browser_of(world, reader).post(path).status_code for reader in READERS}
    allowed = found.pop("secretary")
    assert (allowed, found.pop("anonymous"), set(found.values())) == (422, 302, {403})


def _visits(world: Scene) -> Iterator[tuple[str, str, Client, int]]:
    browsers = {reader: browser_of(world, reader) for reader in READERS}
    for template, expected in chain.from_iterable(WEB.values()):
        for reader, wanted in zip(READERS, expected, strict=True):
            yield template, reader, browsers[reader], wanted
