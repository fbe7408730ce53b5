"""In a browser, under the policy of every page: it comes by itself, says where, and is closed."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.harness.visiting import carry_session
from tests.reports.jobs.making import carried_out, ordered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_while_another_page_is_open(page: Page, live_server: Any) -> None:
    job = ordered()
    carry_session(page.context, live_server.url, job.asked_by)
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.clock.install()
    page.goto(f"{live_server.url}/tasks/")
    carried_out(job)
    page.clock.run_for(11_000)
    notice = page.locator("#toasts .toast-note")
    expect(notice.get_by_role("link")).to_have_attribute("href", f"/jobs/{job.pk}/file/")
    page.keyboard.press("Tab")
    notice.get_by_role("button").press("Enter")
    expect(notice).to_have_count(0)
    expect(page.locator("main")).to_be_focused()
    assert not said
