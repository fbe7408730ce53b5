"""What was written is still there after the network was lost, and gone once it has been sent."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tasks.models import Task
from tests import factories as make
from tests.harness.visiting import carry_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WRITTEN = "Đã trình dự thảo lần hai."


@pytest.fixture
def task(page: Page, live_server: Any) -> Task:
    """Its focal point has signed in."""
    task = make.in_progress(title="Hoàn thiện nền tảng")
    carry_session(page.context, live_server.url, make.focal_point_of(task))
    return task


def open_form(page: Page, task: Task) -> Locator:
    page.locator(f"#task-{task.pk} summary", has_text="Báo cáo tiến độ").first.click()
    form = page.locator(f"#task-{task.pk} form")
    expect(form.locator("[name=narrative]")).to_be_visible()
    return form


def test_in_the_list(page: Page, live_server: Any, task: Task) -> None:
    page.goto(live_server.url)
    form = open_form(page, task)
    form.locator("[name=percent]").fill("70")
    form.locator("[name=narrative]").fill(WRITTEN)
    page.context.set_offline(True)
    form.get_by_role("button", name="Báo cáo tiến độ").click()
    expect(form.get_by_text("Mất kết nối")).to_be_visible()

    page.context.set_offline(False)
    page.goto(live_server.url)
    form = open_form(page, task)
    expect(form.locator("[name=narrative]")).to_have_value(WRITTEN)
    form.get_by_role("button", name="Báo cáo tiến độ").click()
    expect(page.get_by_text("Đã ghi nhận tiến độ.")).to_be_visible()
    assert make.again(task).percent == 70

    form = open_form(page, task)
    expect(form.locator("[name=narrative]")).to_have_value("")


def test_on_the_page_of_an_act(page: Page, live_server: Any, task: Task) -> None:
    address = f"{live_server.url}/tasks/{task.pk}/ask-extension/"
    page.goto(address)
    page.locator("[name=reason]").fill(WRITTEN)
    page.goto(live_server.url)
    page.goto(address)
    expect(page.locator("[name=reason]")).to_have_value(WRITTEN)
    page.locator("[name=new_deadline]").fill("2026-03-31")
    page.get_by_role("button", name="Đề nghị gia hạn").click()
    expect(page).to_have_url(f"{live_server.url}/tasks/{task.pk}/")
    page.wait_for_load_state()
    assert page.evaluate("Object.keys(localStorage).length") == 0
