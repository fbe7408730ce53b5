from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lib.workdays import Calendar, by_rule

LAW = Calendar.by_rule(date(2025, 1, 1), date(2027, 12, 31))
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "is_workday"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 16), False),  # the eve of Tết
        (date(2026, 2, 20), False),
        (date(2026, 2, 21), False),  # Saturday
        (date(2026, 2, 23), True),
        (date(2025, 5, 2), False),  # swapped by what the law's list knows
        (date(2025, 4, 26), True),
        (date(2026, 4, 27), False),  # for the kings' day on a Sunday
        (date(2026, 11, 24), False),
        (date(2026, 1, 2), True),  # decided later, and so not known by rule
        (date(2026, 1, 10), False),
    ],
)
def test_the_law_knows(day: date, is_workday: bool) -> None:
    assert LAW.is_workday(day) is is_workday


def test_a_holiday_has_its_name_in_both_languages() -> None:
    [tet] = by_rule(date(2026, 2, 17), date(2026, 2, 17))
    assert (tet.holiday, tet.holiday_en) == ("Tết Nguyên Đán", "Lunar New Year")
    [swapped] = by_rule(date(2025, 5, 2), date(2025, 5, 2))
    assert "26/04/2025" in swapped.holiday
    assert "26/04/2025" in swapped.holiday_en


def test_tet_is_passed_over() -> None:
    assert LAW.add_workdays(date(2026, 2, 13), 1) == date(2026, 2, 23)
    assert LAW.add_workdays(date(2026, 2, 23), -1) == date(2026, 2, 13)
    assert LAW.workdays_between(date(2026, 2, 13), date(2026, 2, 22)) == 0


def test_no_working_days_on_is_the_day_itself() -> None:
    assert LAW.add_workdays(date(2026, 2, 17), 0) == date(2026, 2, 17)


@given(days, days)
def test_between_is_what_counting_one_by_one_gives(start: date, end: date) -> None:
    each = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    assert LAW.workdays_between(start, end) == sum(map(LAW.is_workday, each))


@given(days, st.integers(1, 60))
def test_adding_leads_to_the_first_day_with_so_many_between(day: date, count: int) -> None:
    reached = LAW.add_workdays(day, count)
    assert LAW.workdays_between(day, reached) == count
    assert LAW.workdays_between(day, reached - timedelta(days=1)) == count - 1


@given(days, st.integers(1, 60))
def test_going_back_leads_to_a_working_day_with_so_many_from_it_on(day: date, count: int) -> None:
    reached = LAW.add_workdays(day, -count)
    before = day - timedelta(days=1)
    assert LAW.is_workday(reached)
    assert LAW.workdays_between(reached - timedelta(days=1), before) == count
