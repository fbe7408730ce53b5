"""Number, clause, task, next task, next clause: without a mouse, without leaving the page."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.enums import Role
from tasks.models import Instrument, Task
from tests import factories as make
from tests.harness.visiting import carry_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "form[data-entry=new] [name=title]"


def test_clause_after_clause_and_task_after_task(page: Page, live_server: Any) -> None:
    programme = make.programme()
    lead = make.ministry(name="Bộ Dân tộc và Tôn giáo")
    make.ministry(name="Bộ Nội vụ")
    carry_session(page.context, live_server.url, make.person(Role.SECRETARY, programme.owner))
    instrument = make.InstrumentFactory.create()
    page.goto(f"{live_server.url}/instruments/{instrument.pk}/enter/")

    expect(page.locator("#new-clause [name=number]")).to_be_focused()
    _type(page, "1.a", "Tab", "Xây dựng dữ liệu.", "Enter")
    expect(page.locator(TITLE)).to_be_focused()
    _type(page, "Trình nghị định", "Tab", "toc ton giao")
    expect(page.get_by_role("option", name="Bộ Dân tộc và Tôn giáo")).to_be_visible()
    _type(page, "Enter", "Tab", "Quý I/2026", "Enter")
    expect(page.locator(".entry-task")).to_have_count(1)
    expect(page.locator(TITLE)).to_be_focused()

    # What is refused stays, and so does what the network loses.
    _type(page, "Trình đề án", "Tab", "không có", "Enter")
    expect(page.locator(".entry-form [role=alert] a")).to_have_text("Chủ trì")
    expect(page.locator("form[data-entry=new] [name=lead]")).to_be_focused()
    expect(page.locator(TITLE)).to_have_value("Trình đề án")
    page.context.set_offline(True)
    page.locator("form[data-entry=new] [name=lead]").fill("noi vu")
    _type(page, "Enter", "Enter")
    expect(page.locator("form[data-entry=new]").get_by_text("Mất kết nối")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(page.locator(TITLE)).to_have_value("Trình đề án")
    page.locator(TITLE).press("Enter")
    expect(page.locator(".entry-task")).to_have_count(2)

    # Enter in an empty task leads to the next clause.
    expect(page.locator(TITLE)).to_have_value("")
    page.keyboard.press("Enter")
    expect(page.locator("#new-clause [name=number]")).to_be_focused()
    _type(page, "1.b", "Tab", "Bố trí kinh phí.", "Enter")
    expect(page.locator(".entry-line")).to_have_count(2)
    expect(page.locator(".entry-clause h2")).to_have_text("1.b")
    expect(page.locator(TITLE)).to_have_count(1)
    expect(page.locator("#tally")).to_contain_text("2 dự thảo")

    assert Instrument.objects.get().clauses.count() == 2
    assert Task.objects.get(title="Trình nghị định").lead == lead


def _type(page: Page, *keys: str) -> None:
    """Names of keys are pressed, the rest is typed."""
    for key in keys:
        if key in ("Tab", "Enter"):
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)
