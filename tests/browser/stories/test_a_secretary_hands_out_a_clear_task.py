"""The instrument, its clause, a task that is clear in six ways: assigned, without leaving."""

import pytest

from accounts.enums import Role
from tasks.enums import Status
from tasks.models import Task
from tests import factories as make
from tests.harness.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_instrument_to_the_task_that_is_owed(somebody: Person) -> None:
    programme = make.programme(name="Nghị quyết 57")
    lead = make.ministry(name="Bộ Xây dựng")
    officer = make.person(Role.FOCAL_POINT, lead)
    somebody.signs_in(make.person(Role.SECRETARY, programme.owner))

    somebody.opens("Văn bản")
    somebody.presses("Nhập văn bản")
    somebody.writes("Loại", "Chỉ thị")
    somebody.writes("Số, ký hiệu", "99/CT-TTg")
    somebody.writes("Trích yếu", "Chỉ thị về dữ liệu quy hoạch")
    somebody.writes("Cơ quan ban hành", "Bộ Xây dựng")
    somebody.writes("Ngày ban hành", "10/11/2025")
    somebody.presses("Lưu và nhập các điểm")

    somebody.writes("Điểm", "1.a")
    somebody.writes("Nội dung", "Xây dựng nền tảng dữ liệu.")
    somebody.presses("Lưu điểm")

    somebody.writes("Nhiệm vụ", "Xây dựng nền tảng quy hoạch")
    somebody.types("Chủ trì", "xay dung")
    somebody.writes("Thời hạn theo văn bản", "trước 29/11/2025")
    somebody.types("Cấp có thẩm quyền", "xay dung")
    somebody.types("Cán bộ phụ trách", officer.full_name)
    somebody.writes("Sản phẩm", "Nền tảng, hệ thống")
    somebody.writes("Đơn vị tính", "nền tảng")
    somebody.writes("Số lượng", "1")
    somebody.presses("Lưu nhiệm vụ")

    somebody.presses("Giao 1 dự thảo đã đủ sáu rõ")
    task = Task.objects.get()
    assert (task.status, task.lead, task.officer) == (Status.ASSIGNED, lead, officer)
    assert not task.gaps
