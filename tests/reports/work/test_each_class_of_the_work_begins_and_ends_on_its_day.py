"""The days just before and after each threshold, in SQL and by the rule in plain Python."""

from datetime import date, timedelta

import pytest

from reports.enums import Age, Risk
from reports.queries.work.counting import work_by_slice
from reports.rules.report import Question
from reports.rules.work.counts import WorkCounts
from reports.rules.work.urgency import Underway, age_of, risk_of
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 17)


def on(day: date) -> WorkCounts:
    return sum(work_by_slice(Question(day)).values(), WorkCounts())


@pytest.mark.parametrize(
    ("late", "age"),
    [
        (1, Age.DAYS_1_7),
        (7, Age.DAYS_1_7),
        (8, Age.DAYS_8_30),
        (30, Age.DAYS_8_30),
        (31, Age.DAYS_31_90),
        (90, Age.DAYS_31_90),
        (91, Age.OVER_90),
    ],
)
def test_ages(late: int, age: Age) -> None:
    make.in_progress(deadline=TODAY)
    day = TODAY + timedelta(days=late)
    assert age_of(TODAY, day) is age
    counts = on(day)
    assert (counts.overdue, counts.of(age)) == (1, 1)


@pytest.mark.parametrize(
    ("silent", "left", "percent", "risk"),
    [
        (29, 30, 100, None),
        (30, 30, 100, Risk.SILENT),
        (30, 31, 100, None),
        (30, 31, 49, Risk.BEHIND_LATER),
        (29, 29, 50, None),
        (29, 29, 49, Risk.BEHIND_SOON),
        (29, 30, 49, Risk.BEHIND_SOON),
        (30, 0, 100, Risk.SILENT),
    ],
)
def test_risks(silent: int, left: int, percent: int, risk: Risk | None) -> None:
    """Assigned and reported on today, asked about so many days later, with so many left."""
    day = TODAY + timedelta(days=silent)
    due = day + timedelta(days=left)
    make.report(make.assigned(deadline=due), percent=percent)
    assert risk_of(Underway(TODAY, due, TODAY, percent), day) is risk
    counts = on(day)
    assert {each: counts.of(each) for each in Risk if counts.of(each)} == (
        {risk: 1} if risk else {}
    )
    assert (counts.open, counts.due_soon) == (1, int(left <= 30))
