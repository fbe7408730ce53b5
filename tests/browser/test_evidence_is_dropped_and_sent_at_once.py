"""Files dropped on the form of a claim: with progress; nothing is lost when the line breaks."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tasks.models import Evidence, Task
from tests import factories as make
from tests.harness import files
from tests.harness.line import Line, line_to
from tests.harness.visiting import carry_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DROP = """(area, [files, more]) => {
    const data = new DataTransfer();
    for (const [name, content] of files) {
        const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
        data.items.add(new File([bytes, new Uint8Array(more)], name));
    }
    const words = { dataTransfer: data, bubbles: true, cancelable: true };
    area.dispatchEvent(new DragEvent("drop", words));
}"""
UNDER_WAY = re.compile(r"\b([2-9]|[1-9]\d) %")


@pytest.fixture
def line(live_server: Any) -> Iterator[Line]:
    with line_to(live_server.url) as line:
        yield line


@pytest.fixture
def task(page: Page, line: Line, settings: Any, tmp_path: Path) -> Task:
    """Its focal point is about to submit it."""
    settings.EVIDENCE_FOLDER = tmp_path
    task = make.in_progress()
    carry_session(page.context, line.url, make.focal_point_of(task))
    page.goto(f"{line.url}/tasks/{task.pk}/submit/")
    return task


def drop(page: Page, more: int = 0, **named: bytes) -> None:
    """Drop the files, each with so many more bytes at its end."""
    sent = [[name.replace("_", "."), base64.b64encode(one).decode()] for name, one in named.items()]
    page.locator("[data-evidence]").evaluate(DROP, [sent, more])


def row(page: Page, name: str) -> Locator:
    return page.locator(".drop-file", has_text=name)


def submit(page: Page) -> None:
    page.get_by_label("Số, ký hiệu của sản phẩm").fill("15/QĐ")
    page.locator("[name=product_date]").fill("2025-11-17")
    page.get_by_role("button", name="Nộp kết quả hoàn thành").click()


def test_what_is_refused_is_named_and_the_others_go_with_the_form(page: Page, task: Task) -> None:
    drop(page, a_pdf=files.pdf(), b_png=files.png(), virus_pdf=b"MZ")
    expect(row(page, "a.pdf")).to_contain_text("đã nhận")
    expect(row(page, "b.png")).to_contain_text("đã nhận")
    expect(row(page, "virus.pdf")).to_contain_text("không phải là")
    submit(page)
    expect(page.locator("[data-said]")).to_contain_text("Có tệp chưa nhận được")
    page.keyboard.press("Enter")  # the focus is on: leave it out
    expect(row(page, "virus.pdf")).to_have_count(0)
    page.reload()
    expect(page.locator("[name=kept]:checked")).to_have_count(2)
    submit(page)
    expect(page.get_by_text("Trong hạn, chờ thẩm định", exact=True)).to_be_visible()
    assert sorted(Evidence.objects.values_list("name", flat=True)) == ["a.pdf", "b.png"]
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_line_that_breaks_leaves_nothing_and_is_tried_again(
    page: Page, task: Task, line: Line, tmp_path: Path
) -> None:
    line.stall(after=1_000_000)
    drop(page, more=12_000_000, anh_png=files.png())
    expect(row(page, "anh.png").locator("progress")).to_be_visible()
    expect(row(page, "anh.png")).to_contain_text(UNDER_WAY)
    line.cut()
    expect(row(page, "anh.png")).to_contain_text("Mất kết nối")
    line.mend()
    row(page, "anh.png").get_by_role("button", name="Gửi lại").click()
    expect(row(page, "anh.png")).to_contain_text("đã nhận")
    submit(page)
    expect(page.get_by_text("Trong hạn, chờ thẩm định", exact=True)).to_be_visible()
    assert len([one for one in tmp_path.rglob("*") if one.is_file()]) == 1  # no half of it
