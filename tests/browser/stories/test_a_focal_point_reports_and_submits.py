"""Progress within the list, then the product with its proof: until it awaits verification."""

import pytest

from tasks.models import Task
from tests import factories as make
from tests.browser.stories.conftest import DESK, PHONE
from tests.harness import files
from tests.harness.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def task() -> Task:
    return make.assigned(
        title="Xây dựng nền tảng quy hoạch", lead=make.ministry(name="Bộ Xây dựng")
    )


def test_in_vietnamese(somebody: Person, task: Task) -> None:
    _reports_and_submits_in_vietnamese(somebody, task)


@pytest.mark.parametrize("somebody", [("vi", PHONE)], indirect=True)
def test_on_a_phone(somebody: Person, task: Task) -> None:
    _reports_and_submits_in_vietnamese(somebody, task)
    somebody.opens("Việc của tôi")
    somebody.sees("Chờ thẩm định")
    width = somebody.page.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["viewport"]["width"]


@pytest.mark.parametrize("somebody", [("en", DESK)], indirect=True)
def test_in_english(somebody: Person, task: Task) -> None:
    somebody.signs_in(make.focal_point_of(task))
    row = somebody.within(task.title)
    row.unfolds("Report progress")
    row.writes("Per cent done", "80")
    row.writes("What was done", "Tested.")
    row.presses("Report progress")
    somebody.sees("The progress has been recorded.")

    somebody.presses(task.title)
    somebody.presses("Submit as completed")
    somebody.writes("Product", "Platform or system")
    somebody.writes("Number of the product", "15/BB-BXD")
    somebody.writes("Date of the product", "17/11/2025")
    somebody.attaches("minutes.pdf", files.pdf())
    somebody.presses("Submit as completed")
    somebody.sees("awaiting verification")


def _reports_and_submits_in_vietnamese(somebody: Person, task: Task) -> None:
    somebody.signs_in_at_the_door(make.focal_point_of(task))
    row = somebody.within(task.title)
    row.unfolds("Báo cáo tiến độ")
    row.writes("Phần trăm hoàn thành", "80")
    row.writes("Việc đã làm", "Đã nghiệm thu thử.")
    row.presses("Báo cáo tiến độ")
    somebody.sees("Đã ghi nhận tiến độ.")

    somebody.presses(task.title)
    somebody.presses("Nộp kết quả hoàn thành")
    somebody.writes("Sản phẩm", "Nền tảng, hệ thống")
    somebody.writes("Số, ký hiệu của sản phẩm", "15/BB-BXD")
    somebody.writes("Ngày của sản phẩm", "17/11/2025")
    somebody.attaches("biên bản.pdf", files.pdf())
    somebody.presses("Nộp kết quả hoàn thành")
    somebody.sees("chờ thẩm định")
