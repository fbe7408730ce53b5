from datetime import date

import pytest

from notifications.queries.computed import reminders_leave
from tasks.domain.workdays import preview_decision
from tasks.rules.workdays import day_off
from tests.factories import assigned
from tests.harness.mail import Sink
from tests.notifications.telling import owed, rung, swept
from tests.tasks.deciding_days import administrator
from tracker import clock

pytestmark = pytest.mark.django_db


def moves(day: date) -> set[tuple[object, object, int]]:
    found = preview_decision(day_off(day), by=administrator(), now=clock.now())
    return {(one.before, one.after, one.count) for one in found if "nhắc" in one.what}


def test_what_counts_in_working_days_and_what_leaves_that_day(mail: Sink) -> None:
    task = owed("2025-11-20")
    rung(task.programme, code="after-3w", days=3, unit="working")
    swept()
    assert moves(date(2025, 11, 21)) == {
        (date(2025, 11, 21), date(2025, 11, 24), 1),  # the day after the deadline
        (date(2025, 11, 25), date(2025, 11, 26), 1),  # the third working day after it
    }


def test_a_day_on_which_nothing_leaves_moves_nothing(mail: Sink) -> None:
    owed("2025-11-20")
    swept()
    assert moves(date(2025, 12, 22)) == set()


def test_it_costs_the_same_however_many_tasks_come_later(
    mail: Sink, django_assert_num_queries: object
) -> None:
    task = owed("2025-11-20")
    for _number in range(3):
        assigned(programme=task.programme, deadline=date(2027, 1, 29))
    swept()
    days = [date(2025, 11, 21)]
    found = reminders_leave(clock.today(), days)
    assert {key[1][0] for key in found} == {task.pk}  # type: ignore[index]
