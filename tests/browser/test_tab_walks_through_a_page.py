"""By Tab alone: the way past the menu first, no trap, and one always sees where one is."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.harness.scene import scene
from tests.harness.visiting import carry_session
from tests.tracker.walking import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    ("/", "focal_point"),
    ("/tasks/{in_progress}/", "focal_point"),
    ("/tasks/{in_progress}/progress/", "focal_point"),
    ("/review/", "secretary"),
    ("/rates/", "secretary"),
    ("/meetings/{meeting}/", "secretary"),
)
MOST = 400
FOCUS = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const look = getComputedStyle(at), before = (window.walked ??= []);
    const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
    const again = before.at(-1) !== at && before.includes(at);
    before.push(at);
    return {
        what: at.outerHTML.slice(0, 100),
        end: at === document.body || again,
        first: at.classList.contains("skip-link"),
        clear: seen && (ring || look.boxShadow !== "none"),
        last: at === window.last,
    };
}"""
LAST = """() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
    window.last = all.filter((one) => one.checkVisibility() && one.type !== "hidden").at(-1);
}"""


def test_to_its_end_in_full_view(page: Page, live_server: Any) -> None:
    world = scene()
    page.emulate_media(reduced_motion="reduce")  # nobody waits for a smooth scroll
    for template, reader in PAGES:
        carry_session(page.context, live_server.url, world.readers[reader])
        page.goto(f"{live_server.url}{address(template, world)}")
        assert not _walked(page), template


def _walked(page: Page) -> list[str]:
    """What is wrong on the way."""
    page.evaluate(LAST)
    wrong, reached = [], False
    for step in range(MOST):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found["end"]:
            break
        reached = reached or found["last"]
        if step == 0 and not found["first"]:
            wrong.append(f"first comes {found['what']}")
        if not found["clear"]:
            wrong.append(f"not to be seen: {found['what']}")
    return wrong if reached else [*wrong, "the last control is never reached"]
