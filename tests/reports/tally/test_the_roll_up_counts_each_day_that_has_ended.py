from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum

from reports import jobs
from reports.domain.roll_up import roll_up
from reports.models import DailyRollUp
from reports.queries.rates.counting import counts_by_slice
from reports.rules.counts import Counts
from reports.rules.report import Question
from tasks.enums import Knowledge
from tests import factories
from tests.factories import at
from tracker import clock

pytestmark = pytest.mark.django_db


def rolled() -> list[Any]:
    names = ("day", "programme", "organisation", *Counts.__slots__)
    return list(DailyRollUp.objects.order_by(*names).values_list(*names))


def november(*days: int) -> list[date]:
    return [date(2025, 11, day) for day in days]


def test_a_new_database_has_nothing_to_count() -> None:
    assert roll_up(now=clock.now()) == []


def test_a_day_is_counted_once_it_has_ended_and_settled(start: datetime) -> None:
    factories.assigned()
    assert roll_up(now=start) == []
    at("2025-11-18")
    assert roll_up(now=datetime(2025, 11, 18, 0, 4, tzinfo=clock.HANOI)) == []
    assert roll_up(now=datetime(2025, 11, 18, 0, 6, tzinfo=clock.HANOI)) == november(17)
    assert roll_up(now=datetime(2025, 11, 18, 0, 7, tzinfo=clock.HANOI)) == []


def test_days_missed_are_caught_up_as_they_were_known() -> None:
    task = factories.assigned(deadline=date(2025, 11, 18))
    at("2025-11-19")
    factories.report(task)
    moment = at("2025-11-21")
    assert roll_up(now=moment) == november(17, 18, 19, 20)
    days = DailyRollUp.objects.order_by("day").values_list("in_time_not_started", "overdue")
    assert list(days) == [(1, 0), (1, 0), (0, 1), (0, 1)]


def test_it_goes_on_where_it_stopped() -> None:
    factories.assigned()
    roll_up(now=at("2025-11-19"))
    factories.assigned()
    assert roll_up(now=at("2025-11-21")) == november(19, 20)
    assert [total for _day, _p, _o, total, *_ in rolled()] == [1] * 6


def test_each_row_says_what_the_report_of_that_day_says() -> None:
    factories.completed(deadline=date(2025, 11, 20))
    factories.suspended()
    factories.assigned(deadline=None)
    moment = at("2025-11-19")
    roll_up(now=moment)
    question = Question(date(2025, 11, 18), Knowledge.KNOWN)
    sums = DailyRollUp.objects.filter(day=date(2025, 11, 18)).aggregate(
        **{f"sum_{name}": Sum(name) for name in Counts.__slots__}
    )
    assert (
        Counts(**{name: sums[f"sum_{name}"] for name in Counts.__slots__})
        == counts_by_slice(question)[0]
    )


def test_the_job_counts_what_is_missing() -> None:
    factories.assigned()
    at("2025-11-18")
    jobs.roll_up()
    assert [day for day, *_ in rolled()] == november(17)


@pytest.mark.parametrize(
    "act", ["DELETE FROM reports_dailyrollup", "UPDATE reports_dailyrollup SET clear = 0"]
)
def test_the_application_cannot_change_a_day(act: str) -> None:
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute(act)
