from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from reports.models import DailyRollUp
from reports.rules.counts import Counts
from tests.factories import OrganisationFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
DAY = date(2025, 11, 15)


def row(**changed: int) -> dict[str, Any]:
    whole = Counts(4, completed_on_time=1, overdue=2, regular=1, clear=3)
    counts = {name: whole.of(name) for name in Counts.__slots__}
    named = {"organisation": OrganisationFactory.create(), "programme": ProgrammeFactory.create()}
    return {"day": DAY, **named, **counts, **changed}


def test_a_row_that_sums_is_kept() -> None:
    assert DailyRollUp.objects.create(**row()).pk


@pytest.mark.parametrize("changed", [{"total": 5}, {"overdue": 1}, {"regular": 2}])
def test_one_that_does_not_is_refused(changed: dict[str, int]) -> None:
    with pytest.raises(IntegrityError, match="roll_up_sums_to_its_total"):
        DailyRollUp.objects.create(**row(**changed))


def test_more_clear_tasks_than_tasks_are_refused() -> None:
    with pytest.raises(IntegrityError, match="roll_up_clear_within_total"):
        DailyRollUp.objects.create(**row(clear=5))


def test_a_second_row_for_the_same_day_is_refused() -> None:
    once = row()
    DailyRollUp.objects.create(**once)
    with pytest.raises(IntegrityError, match="roll_up_once_a_day"):
        DailyRollUp.objects.create(**once)


def test_a_row_of_a_day_that_is_not_over_is_refused() -> None:
    with pytest.raises(IntegrityError, match="the day 2025-11-17 is not over"):
        DailyRollUp.objects.create(**row() | {"day": date(2025, 11, 17)})
