"""In a browser, under the policy of every page: htmx asks, the page stays."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.harness.mail import Sink
from tests.harness.visiting import carry_session
from tests.notifications.telling import owed, swept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_within_a_minute_and_until_the_task_is_opened(
    page: Page, live_server: Any, mail: Sink
) -> None:
    task = owed("2025-11-18")
    carry_session(page.context, live_server.url, make.focal_point_of(task))
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.clock.install()
    page.goto(f"{live_server.url}/tasks/")
    bell = page.locator("#bell-unread")
    expect(bell).to_contain_text("không có thông báo chưa đọc")
    page.evaluate("window.sameP = true")
    swept()
    page.clock.run_for(61_000)
    expect(bell.locator(".bell-count")).to_have_text("1")
    assert page.evaluate("window.sameP")
    page.locator("a.bell").click()
    page.get_by_role("link", name=task.title).click()
    expect(page.locator("#bell-unread .bell-count")).to_have_count(0)
    assert not said
