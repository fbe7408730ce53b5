"""The twins of the further measures: what the database counts, against one life after another."""

from datetime import date
from fractions import Fraction
from statistics import mean, median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.domain.work import work_on
from reports.enums import Slice
from reports.rules.report import Question
from reports.rules.work.counts import WorkCounts
from reports.rules.work.days import each
from tasks.enums import DeadlineBasis, Knowledge
from tests.reports.lives import lived
from tests.reports.work.plain_work import Worked, asked_days, counts_of, hand_in, worked

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
short = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
histories = st.lists(worked(), min_size=1, max_size=8)
knowledges, bases = st.sampled_from(Knowledge), st.sampled_from(DeadlineBasis)


@short
@given(many=histories, day=asked_days, knowledge=knowledges, basis=bases)
def test_on_a_day(
    many: list[Worked], day: date, knowledge: Knowledge, basis: DeadlineBasis
) -> None:
    check(many, day, knowledge, basis)


@pytest.mark.prove
@settings(parent=short, max_examples=1000)
@given(many=st.lists(worked(), max_size=40), day=asked_days, knowledge=knowledges, basis=bases)
def test_on_many_days(
    many: list[Worked], day: date, knowledge: Knowledge, basis: DeadlineBasis
) -> None:
    check(many, day, knowledge, basis)


def check(many: list[Worked], day: date, knowledge: Knowledge, basis: DeadlineBasis) -> None:
    """The totals, and the row of each lead."""
    with lived([one.life for one in many]) as leads:
        hand_in(many)
        numbers = {lead.code: number for number, lead in enumerate(leads)}
        asked = Question(day, knowledge, basis, by=Slice.ORGANISATION)
        report = work_on(asked)
        assert report.totals == counts_of(many, asked)
        for row in report.rows:
            mine = [one for one in many if one.life.lead == numbers[row.key]]
            assert row.counts == counts_of(mine, asked)
        assert sum((row.counts for row in report.rows), WorkCounts()) == report.totals


@given(took=st.lists(st.integers(0, 400), min_size=1), more=st.lists(st.integers(0, 400)))
def test_mean_and_median_are_exact(took: list[int], more: list[int]) -> None:
    both = each(took) + each(more)
    values = [Fraction(days) for days in (*took, *more)]
    assert both.median == median(values)
    assert Fraction(both.total, both.count) == mean(values)
