from datetime import date, timedelta

import pytest

from notifications.models import Notice
from tasks.models import Task
from tests.factories import at, submit
from tests.harness.mail import Sink
from tests.notifications.telling import owed, rung, swept

pytestmark = pytest.mark.django_db
DEADLINE = date(2025, 11, 17)  # a Monday
WEEKS = [DEADLINE + timedelta(days=28 + 7 * n) for n in range(5)]


@pytest.fixture
def task(mail: Sink) -> Task:
    del mail
    found = owed(DEADLINE.isoformat())
    rung(found.programme, code="weekly", days=28, every=7)
    return found


def weekly(task: Task) -> list[tuple[str, date]]:
    found = Notice.objects.filter(task=task, rung__code="weekly", state="sent")
    return list(found.order_by("due_day").values_list("step", "due_day"))


def test_once_each_week(task: Task) -> None:
    for n in range(28 + 7 * 3 + 1):
        swept(DEADLINE + timedelta(days=n))
    assert weekly(task) == [(f"+28c #{n}", day) for n, day in enumerate(WEEKS[:4])]


def test_not_after_the_task_has_ended(task: Task) -> None:
    swept(WEEKS[0])
    swept(WEEKS[1])
    at(WEEKS[1] + timedelta(days=1))
    task.refresh_from_db()
    submit(task)
    swept(WEEKS[2])
    swept(WEEKS[3])
    assert [day for _step, day in weekly(task)] == WEEKS[:2]


def test_a_standstill_does_not_move_the_weeks(task: Task) -> None:
    swept(WEEKS[0])
    swept(WEEKS[2] + timedelta(days=2))
    swept(WEEKS[3])
    assert weekly(task) == [("+28c #0", WEEKS[0]), ("+28c #2", WEEKS[2]), ("+28c #3", WEEKS[3])]
