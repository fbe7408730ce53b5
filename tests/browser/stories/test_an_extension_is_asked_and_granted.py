"""By the lead on the page of the task, by the secretary from the queue; the first day stays."""

from datetime import date

import pytest

from tests import factories as make
from tests.harness.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_new_day_stands_beside_the_first(somebody: Person) -> None:
    task = make.in_progress(title="Xây dựng nền tảng quy hoạch", deadline=date(2025, 11, 28))
    secretary, lead = make.secretary_of(task), make.focal_point_of(task)
    somebody.signs_in(lead)
    somebody.presses(task.title)
    somebody.presses("Đề nghị gia hạn")
    somebody.writes("Thời hạn mới", "31/12/2025")
    somebody.writes("Lý do", "Chờ ý kiến của các địa phương.")
    somebody.presses("Đề nghị gia hạn")
    somebody.sees("31/12/2025")

    somebody.signs_in(secretary)
    somebody.opens("Thẩm định")
    somebody.sees("Chờ ý kiến của các địa phương.")
    somebody.unfolds("Quyết định việc gia hạn…")
    somebody.ticks("Đồng ý")
    somebody.presses("Quyết định việc gia hạn")
    somebody.sees("Đã ghi nhận quyết định.")
    task = make.again(task)
    assert (task.deadline, task.first_deadline) == (date(2025, 12, 31), date(2025, 11, 28))
