"""The twins: what the database counts on random histories, against the rule in plain Python."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.domain.rates import rates
from reports.enums import Slice
from reports.rules.counts import Counts
from tasks.enums import DeadlineBasis, Knowledge, Standing
from tasks.rules.standing import TimeLine
from tests.reports.lives import DAYS, FIRST, Life, counted, day_after, lived, lives
from tracker import clock

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
BY_LEAD = Slice.ORGANISATION
histories = st.lists(lives(), min_size=1, max_size=12)
bases = st.sampled_from(DeadlineBasis)
short = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@short
@given(many=histories, day=day_after(0), basis=bases, knowledge=st.sampled_from(Knowledge))
def test_on_a_day(many: list[Life], day: date, basis: DeadlineBasis, knowledge: Knowledge) -> None:
    check(many, [day], basis, knowledge)


@pytest.mark.prove
@settings(parent=short, max_examples=500)
@given(many=st.lists(lives(), max_size=60), basis=bases, knowledge=st.sampled_from(Knowledge))
def test_on_every_day(many: list[Life], basis: DeadlineBasis, knowledge: Knowledge) -> None:
    days = [FIRST + timedelta(days=n) for n in range(DAYS + 1)]
    check(many, days, basis, knowledge)


def check(many: list[Life], days: list[date], basis: DeadlineBasis, knowledge: Knowledge) -> None:
    """The totals, and the row of each lead."""
    with lived(many) as leads:
        numbers = {lead.code: number for number, lead in enumerate(leads)}
        for day in days:
            report = rates(
                now=clock.now(), as_of=day, knowledge=knowledge, deadline=basis, by=BY_LEAD
            )
            lines = lines_of(many, day, knowledge)
            assert standings(report.totals) == counted(lines, day, basis)
            for row in report.rows:
                mine = [life for life in many if life.lead == numbers[row.key]]
                lines = lines_of(mine, day, knowledge)
                assert standings(row.counts) == counted(lines, day, basis)
            assert sum(row.counts.total for row in report.rows) == report.totals.total
            assert sum(row.counts.clear for row in report.rows) == report.totals.clear


def lines_of(many: list[Life], day: date, knowledge: Knowledge) -> list[TimeLine | None]:
    known = knowledge is Knowledge.KNOWN
    return [life.known_on(day) if known else life.line for life in many]


def standings(counts: Counts) -> dict[str, int]:
    return {standing.value: counts.of(standing) for standing in Standing}
