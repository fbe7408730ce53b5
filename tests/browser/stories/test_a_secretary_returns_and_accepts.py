"""With a reason the lead can read, and the next time for good."""

import pytest

from tests import factories as make
from tests.harness.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_was_mended_is_accepted(somebody: Person) -> None:
    task = make.submitted(title="Xây dựng nền tảng quy hoạch")
    secretary, lead = make.secretary_of(task), make.focal_point_of(task)
    somebody.signs_in(secretary)
    somebody.opens("Thẩm định")
    somebody.unfolds("Trả lại…")
    somebody.writes("Lý do và nội dung cần hoàn thiện", "Thiếu phụ lục 2.")
    somebody.presses("Trả lại cơ quan chủ trì")
    somebody.sees("Đã trả lại cơ quan chủ trì.")
    somebody.signs_out(secretary)

    somebody.signs_in_at_the_door(lead)
    somebody.presses(task.title)
    somebody.sees("Thiếu phụ lục 2.")
    make.submit(make.again(task))

    somebody.signs_in(secretary)
    somebody.opens("Thẩm định")
    somebody.unfolds("Chấp nhận…")
    somebody.presses("Chấp nhận: nhiệm vụ hoàn thành")
    somebody.sees("Đã chấp nhận: nhiệm vụ hoàn thành.")
    assert make.again(task).status == "completed"
