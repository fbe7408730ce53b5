from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_progress_is_reported_without_a_mouse(page: Page, live_server: Any, client: Any) -> None:
    task = make.assigned()
    _carry_session(page, live_server.url, client, make.focal_point_of(task))
    page.goto(f"{live_server.url}/tasks/{task.pk}/progress/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, "percent")
    page.keyboard.type("35")
    page.keyboard.press("Tab")
    page.keyboard.type("Đã lấy ý kiến.")
    page.keyboard.press("Tab")
    expect(page.locator("[name=on]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã ghi nhận tiến độ.")).to_be_visible()
    assert make.again(task).percent == 35


def _tab_to(page: Page, name: str) -> None:
    """Tab on until the field has the focus; it must be near."""
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"{name} is not reached")


def _carry_session(page: Page, site: str, client: Any, person: Any) -> None:
    """Let the browser be signed in as `person`."""
    client.force_login(person)
    for name, cookie in client.cookies.items():
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": site}])
