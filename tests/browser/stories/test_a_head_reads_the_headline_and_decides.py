"""One number, what is behind it, and the request that waits for a decision."""

from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from tasks.domain import ask_extension
from tests import factories as make
from tests.harness.person import Person
from tracker import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_number_to_the_decision(somebody: Person) -> None:
    ministry = make.ministry(name="Bộ Xây dựng")
    done = make.completed(lead=ministry)
    task = make.in_progress(programme=done.programme, authority=ministry, title="Lập quy hoạch")
    words: dict[str, Any] = {
        "new_deadline": date(2026, 3, 31),
        "reason": "Chờ ý kiến của các địa phương.",
    }
    ask_extension(task, by=make.focal_point_of(task), now=clock.now(), **words)

    somebody.signs_in(make.person(Role.HEAD, ministry))
    somebody.sees("100,0")
    somebody.follows("Bộ Xây dựng")
    somebody.sees("Tỷ lệ đúng hạn")
    somebody.opens("Việc của tôi")
    somebody.sees("Đề nghị gia hạn chờ ông/bà quyết định")
    somebody.presses("Quyết định")
    somebody.sees("Chờ ý kiến của các địa phương.")
    somebody.ticks("Đồng ý")
    somebody.presses("Quyết định việc gia hạn")
    somebody.sees("Đã ghi nhận quyết định.")
    assert make.again(task).deadline == date(2026, 3, 31)
