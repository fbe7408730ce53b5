"""A reader of Vietnamese meets no English, where the walk through all pages does not lead."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from django.contrib.admin import ModelAdmin, site
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import server_error

from tests.harness.scene import Scene, scene
from tests.harness.vietnamese import english_in, entered, texts_of
from tests.tracker.walking import address, browser_of

pytestmark = pytest.mark.shared
OK = 200


@pytest.fixture(scope="module")
def world(shared_database: None) -> Scene:
    return scene()


@pytest.mark.parametrize(
    "template", ["/instruments/new/", "/tasks/{draft}/edit/", "/tasks/{in_progress}/split/"]
)
def test_in_no_refusal_of_rows_without_their_count(template: str, world: Scene) -> None:
    page = browser_of(world, "secretary").post(address(template, world), {})
    assert not english_in(texts_of(page.content.decode()), known=entered())


def test_in_no_error(world: Scene) -> None:
    outsider = browser_of(world, "outsider")
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    pages: list[Any] = [
        browser.get("/nothing/"),
        outsider.get("/nothing/"),
        outsider.get("/review/"),
        browser.get("/", headers={"host": "elsewhere.example"}),
        browser.post("/sign-in/", {"username": "a"}),
        server_error(RequestFactory().get("/")),
    ]
    assert [page.status_code for page in pages] == [404, 404, 403, 400, 403, 500]
    texts = chain.from_iterable(texts_of(page.content.decode()) for page in pages)
    assert not english_in(texts, known=entered())


def test_this_test_would_notice(world: Scene) -> None:
    browser = browser_of(world, "secretary")
    choose = {"language": "en", "next": "/tasks/"}
    english = texts_of(browser.post("/language/", choose, follow=True).content.decode())
    found = english_in(english, known=entered())
    assert {"Tasks", "Words or code", "In time, underway", "Skip to the content"} <= found
    assert not english_in(["Nhiệm vụ 12/2025", "còn 3 ngày", "Bộ Khoa học và Công nghệ"])


def test_nowhere_in_the_stock_admin(world: Scene) -> None:
    browser, known = browser_of(world, "administrator"), entered()
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
