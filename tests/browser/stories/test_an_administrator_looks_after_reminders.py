"""Whether they leave, and to whom: delivery, the ladder, what goes out on a day."""

import pytest

from tests import factories as make
from tests.harness.person import Person
from tests.notifications.telling import owed, swept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_last_sweep_to_a_day_of_the_ladder(somebody: Person) -> None:
    task = owed("2025-11-18")
    swept()
    somebody.signs_in(make.UserFactory.create(is_staff=True, is_superuser=True))
    somebody.opens("Gửi nhắc việc")
    somebody.sees("Lượt quét gần nhất")
    somebody.opens("Thang nhắc việc của các chương trình")
    somebody.presses(task.programme.name)
    somebody.presses("Thông báo gửi trong một ngày")
    somebody.sees("17/11/2025")
