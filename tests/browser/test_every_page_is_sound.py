"""Looked at in a browser: by axe, for one h1, for sideways scrolling, for what moves."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from accounts.models import User
from tasks.models import Task
from tests.browser import soundness
from tests.harness.scene import Scene, scene
from tests.harness.visiting import carry_session, shown_pages
from tests.tracker.walking import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAIN = (
    *("/", "/sign-in/", "/tasks/", "/tasks/{in_progress}/", "/tasks/{in_progress}/progress/"),
    *("/review/", "/rates/", "/meetings/{meeting}/", "/working-days/"),
)
LONG = (
    "Xây dựng, hoàn thiện cơ sở dữ liệu quốc gia về khoa học, công nghệ và đổi mới sáng tạo, " * 4
)


def test_the_main_pages_are(browser: Browser, live_server: Any) -> None:
    faults = _faults(browser, live_server.url, "vi", "light", only=MAIN)
    assert not faults, faults


@pytest.mark.prove
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is(browser: Browser, live_server: Any, language: str, colours: str) -> None:
    faults = _faults(browser, live_server.url, language, colours)
    assert not faults, faults


def test_it_would_notice(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(soundness.WATCH)
    page.set_content("<h1>a</h1><h1>b</h1><img src=x><p style='width: 999px'>wide</p>")
    found = " ".join(soundness.faults(page, "vi", soundness.ALL))
    context.close()
    for fault in ("image-alt", "headings: 2", "wide at 320", "language: , not vi"):
        assert fault in found


def _faults(
    browser: Browser, site: str, language: str, colours: Any, *, only: tuple[str, ...] = ()
) -> str:
    """Each page with what is wrong with it, a line each."""
    world = _world_with_long_titles()
    User.objects.update(language=language)
    context = browser.new_context(
        locale=language, color_scheme=colours, viewport={"width": 1280, "height": 800}
    )
    found = dict(_visited(context, site, language, world, only))
    context.close()
    return "\n".join(f"{path}: {fault}" for path, faults in found.items() for fault in faults)


def _visited(
    context: BrowserContext, site: str, language: str, world: Scene, only: tuple[str, ...]
) -> Iterator[tuple[str, list[str]]]:
    signed_in = "nobody yet"
    for template, reader in shown_pages():
        if only and template not in only:
            continue
        if reader != signed_in:
            carry_session(context, site, world.readers[reader])
            signed_in = reader
        page = context.new_page()
        page.add_init_script(soundness.WATCH)
        answer = page.goto(f"{site}{address(template, world)}")
        assert answer is not None
        assert answer.ok, f"{answer.status}: {template}"
        if "<html" in answer.text():  # not a part of a page, for htmx
            yield template, soundness.faults(page, language, soundness.ALL)
        page.close()


def _world_with_long_titles() -> Scene:
    """Titles as long as documents write them, and a name as long as an agency's."""
    world = scene()
    world.lead.name = (
        f"{world.lead.name} và các cơ quan, đơn vị trực thuộc có liên quan trong cả nước"
    )
    world.lead.save()
    Task.objects.update(title=LONG)
    return world
