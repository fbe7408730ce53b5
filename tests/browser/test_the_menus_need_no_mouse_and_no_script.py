from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import factories as make
from tests.harness.visiting import carry_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _open(page: Page, site: str) -> None:
    carry_session(page.context, site, make.focal_point_of(make.assigned()))
    page.goto(f"{site}/tasks/")


def test_a_menu_opens_by_enter_and_closes_by_escape(page: Page, live_server: Any) -> None:
    _open(page, live_server.url)
    own = page.locator(".own > .drop > summary")
    own.focus()
    page.keyboard.press("Enter")
    leave = page.get_by_role("button", name="Đăng xuất")
    expect(leave).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(leave).not_to_be_visible()
    expect(own).to_be_focused()


def test_a_menu_closes_when_one_goes_on(page: Page, live_server: Any) -> None:
    _open(page, live_server.url)
    page.get_by_text("Thêm", exact=True).click()
    expect(page.get_by_role("link", name="Văn bản")).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("link", name="Văn bản")).not_to_be_visible()


def test_on_a_phone_without_script(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(
        locale="vi-VN", java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    _open(page, live_server.url)
    link = page.get_by_role("link", name="Tỷ lệ")
    expect(link).not_to_be_visible()
    page.locator(".menu-switch > summary").click()
    link.click()
    expect(page).to_have_url(f"{live_server.url}/rates/")
    context.close()
