"""The same roles, stories, steps and pictures; what it calls a button is called so on a page."""

import json
import re

import pytest
from django.test import Client

from accounts.enums import Role
from tests import factories as make
from tests.harness.messages import source_texts
from tests.harness.services import CHECKOUT
from tracker.help.views import PAGES

TEXTS = CHECKOUT / "tracker" / "templates" / "help"
PICTURES = CHECKOUT / "static" / "help"
LARGEST, ALL_TOGETHER = 40_000, 750_000
STEPS = range(5, 9)
SAME = (r"<section[^>]*>", r"<li>", r'{% picture "([\w-]+)"', r'{% translate "([^"]+)" %}')
NAMED = sorted(path.name for path in (TEXTS / "vi").glob("*.html"))


def text_of(language: str, name: str) -> str:
    return (TEXTS / language / name).read_text()


def pictures_named() -> set[str]:
    every = (path.read_text() for path in TEXTS.glob("*/*.html"))
    return {name for text in every for name in re.findall(SAME[2], text)}


def test_both_have_a_page_for_each_role() -> None:
    wanted = {f"{slug}.html" for slug in (*PAGES, "all", "common")}
    assert {path.name for path in (TEXTS / "en").glob("*.html")} == set(NAMED) == wanted
    assert {role for role, _label in PAGES.values()} == set(Role)


@pytest.mark.parametrize("name", NAMED)
def test_both_say_the_same_things(name: str) -> None:
    for pattern in SAME:
        found = [re.findall(pattern, text_of(language, name)) for language in ("vi", "en")]
        assert sorted(found[0]) == sorted(found[1])


@pytest.mark.parametrize("name", NAMED)
def test_a_story_has_five_to_eight_steps(name: str) -> None:
    for story in re.findall(r"<ol>.*?</ol>", text_of("vi", name), re.DOTALL):
        assert story.count("<li>") in STEPS


def test_what_it_calls_a_button_is_called_so_elsewhere() -> None:
    said = {
        word for path in TEXTS.glob("*/*.html") for word in re.findall(SAME[3], path.read_text())
    }
    assert not said - set(source_texts(without="tracker/templates/help/"))


def test_each_picture_is_there_small_and_used() -> None:
    written = json.loads((PICTURES / "pictures.json").read_text())["sizes"]
    wanted = {f"{name}.{language}" for name in pictures_named() for language in ("vi", "en")}
    files = {path.stem: path.stat().st_size for path in PICTURES.glob("*.webp")}
    assert set(written) == set(files) == wanted
    assert max(files.values()) <= LARGEST
    assert sum(files.values()) <= ALL_TOGETHER


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "slug"), [(role, slug) for slug, (role, _) in PAGES.items()])
def test_the_way_leads_to_ones_own_page(role: Role, slug: str, client: Client) -> None:
    client.force_login(make.person(role, make.OrganisationFactory.create()))
    assert client.get("/help/").headers["Location"] == f"/help/{slug}/"
    page = client.get(f"/help/{slug}/").content.decode()
    assert page.index("vai trò của ông/bà") < page.index('id="words"')
