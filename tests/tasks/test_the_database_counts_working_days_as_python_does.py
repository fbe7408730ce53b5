from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tasks import domain
from tasks.models import DayDecision, Workday
from tasks.models.workdays import FIRST_DAY, LAST_DAY
from tasks.queries.workdays import calendar_known, working_calendar
from tasks.rules.workdays import Change, as_by_law, day_off, worked_day
from tests.tasks.deciding_days import administrator, said
from tracker import clock
from tracker.lib.refused import Refused
from tracker.lib.workdays import by_rule

pytestmark = pytest.mark.django_db

days = st.dates(date(2010, 1, 1), date(2050, 12, 31))
near = st.dates(date(2025, 12, 1), date(2026, 3, 15))
counts = st.integers(-60, 60)
WRONG = """
    SELECT count(*) FROM (
        SELECT ordinal, sum(is_workday::integer) OVER (ORDER BY day) AS so_far FROM tasks_workday
    ) AS counted WHERE ordinal <> so_far
"""


def asked(function: str, *values: date | int) -> object:
    places = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({places})", values)
        (found,) = cursor.fetchone()
    return found


def rulings() -> st.SearchStrategy[list[tuple[date, str]]]:
    return st.lists(st.tuples(near, st.sampled_from(["off", "worked", "law"])), max_size=6)


def decided(found: Iterable[tuple[date, str]]) -> None:
    change: dict[str, Callable[[date], Change]]
    change = {"off": day_off, "worked": worked_day, "law": as_by_law}
    words = said(by=administrator())
    for day, ruling in found:
        with suppress(Refused):  # what changes nothing
            domain.decide(change[ruling](day), **words)


class Counting(TestCase):
    @settings(max_examples=8)
    @given(rulings(), st.lists(st.tuples(days | near, days | near, counts), min_size=8, max_size=8))
    def test_whatever_was_decided(
        self, found: list[tuple[date, str]], pairs: list[tuple[date, date, int]]
    ) -> None:
        decided(found)
        calendar = working_calendar()
        assert calendar == calendar_known(clock.now())
        for start, end, count in pairs:
            assert asked("workday_add", start, count) == calendar.add_workdays(start, count)
            between = calendar.workdays_between(start, end)
            assert asked("workdays_between", start, end) == between
        with connection.cursor() as cursor:
            cursor.execute(WRONG)
            assert cursor.fetchone() == (0,)


def test_the_calendar_is_the_laws_until_something_is_decided() -> None:
    laid = Workday.objects.order_by("day").values_list("day", "is_workday", "holiday", "holiday_en")
    assert list(laid) == [tuple(ruled) for ruled in by_rule(FIRST_DAY, LAST_DAY)]
    assert not DayDecision.objects.exists()


def test_outside_of_the_calendar_nothing_is_counted() -> None:
    assert asked("workday_add", date(2061, 1, 3), 1) is None
    assert asked("workdays_between", date(2025, 1, 1), date(2061, 1, 3)) is None
