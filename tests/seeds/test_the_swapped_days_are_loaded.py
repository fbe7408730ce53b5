from datetime import date

import pytest

from seeds.workdays import load_day_decisions
from tasks.models import DayDecision
from tasks.queries.workdays import working_calendar

SWAPPED = [date(2026, 1, 2), date(2026, 1, 10)]


@pytest.mark.seeded
def test_with_the_demo() -> None:
    found = DayDecision.objects.order_by("day").values_list("day", flat=True)
    assert list(found) == SWAPPED
    assert [working_calendar().is_workday(day) for day in SWAPPED] == [False, True]


@pytest.mark.django_db
def test_once_only() -> None:
    load_day_decisions()
    load_day_decisions()
    assert DayDecision.objects.count() == 2
