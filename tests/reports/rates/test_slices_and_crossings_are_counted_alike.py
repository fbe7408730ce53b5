"""The twins of every slice and crossing: the database on random lives, against plain Python."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Organisation
from reports.domain.rates import rates
from reports.enums import Slice
from reports.rules.counts import Counts
from tasks.enums import DeadlineBasis, Knowledge, Status
from tasks.rules.standing import TimeLine, standing_on
from tasks.rules.steps import step_on
from tests.reports.lives import Life, day_after, lived, lives
from tracker import clock

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PAIRS = [(by, across) for by in Slice for across in Slice if by is not across]
KNOWN_TO_LIVES = [pair for pair in PAIRS if not {Slice.INSTRUMENT, Slice.PROGRAMME} & {*pair}]
Way: TypeAlias = tuple[DeadlineBasis, Knowledge]
Pair: TypeAlias = tuple[Slice, Slice]
ways = st.tuples(st.sampled_from(DeadlineBasis), st.sampled_from(Knowledge))
pairs = st.sampled_from(KNOWN_TO_LIVES)
short = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@short
@given(
    many=st.lists(lives(), min_size=1, max_size=12),
    day=day_after(0),
    how=ways,
    pair=pairs,
)
def test_on_a_day(many: list[Life], day: date, how: Way, pair: Pair) -> None:
    check(many, day, how, pair)


@pytest.mark.prove
@settings(parent=short, max_examples=500)
@given(
    many=st.lists(lives(), min_size=1, max_size=40),
    day=day_after(0),
    how=ways,
    pair=pairs,
)
def test_on_many_days(many: list[Life], day: date, how: Way, pair: Pair) -> None:
    check(many, day, how, pair)


def check(many: list[Life], day: date, how: Way, pair: Pair) -> None:
    """Every cell, and the sums of rows and of columns."""
    by, across = pair
    basis, knowledge = how
    with lived(many) as leads:
        report = rates(
            now=clock.now(), as_of=day, knowledge=knowledge, deadline=basis, by=by, across=across
        )
        alone = rates(now=clock.now(), as_of=day, knowledge=knowledge, deadline=basis, by=across)
        expected = cells(many, pair, leads, (day, basis, knowledge))
    assert {(cell.key, cell.across): cell.counts for cell in report.cells} == expected
    assert {row.key: row.counts for row in report.rows} == summed(expected, 0)
    assert {row.key: row.counts for row in report.columns} == summed(expected, 1)
    assert alone.rows == report.columns
    assert sum(expected.values(), Counts()) == report.totals == alone.totals


def cells(
    many: list[Life],
    pair: tuple[Slice, Slice],
    leads: Sequence[Organisation],
    asked: tuple[date, DeadlineBasis, Knowledge],
) -> dict[tuple[str, str], Counts]:
    """The same figures without any SQL."""
    day, basis, knowledge = asked
    found: dict[tuple[str, str], Counts] = defaultdict(Counts)
    for life in many:
        line = life.line if knowledge is Knowledge.HAPPENED else life.known_on(day)
        standing = standing_on(line, day, basis) if line else None
        if line is None or standing is None:
            continue
        keys = key(pair[0], life, leads, line, asked), key(pair[1], life, leads, line, asked)
        found[keys] += Counts(1, **{standing.value: 1}, clear=int(life.clear))
    return dict(found)


def key(
    each: Slice,
    life: Life,
    leads: Sequence[Organisation],
    line: TimeLine,
    asked: tuple[date, DeadlineBasis, Knowledge],
) -> str:
    lead = leads[life.lead]
    return {
        Slice.ORGANISATION: lead.code,
        Slice.BLOCK: lead.block,
        Slice.THEME: "none" if life.theme is None else f"t{life.theme}",
        Slice.DELIVERABLE: life.deliverable or "none",
        Slice.AUTHORITY: "none" if life.authority is None else leads[life.authority].code,
        Slice.QUARTER: quarter(line, asked[0], asked[1]),
    }[each]


def quarter(line: TimeLine, day: date, basis: DeadlineBasis) -> str:
    """Of the deadline that it is held against: when completed, that of its completed day."""
    step = step_on(line.phase_from, day)
    assert step is not None
    judged = line.phase_from[step] if line.phases[step] == Status.COMPLETED else day
    due = line.deadline_on(judged, basis)
    return f"{due.year}-Q{(due.month + 2) // 3}" if due else "none"


def summed(found: dict[tuple[str, str], Counts], place: int) -> dict[str, Counts]:
    sums: dict[str, Counts] = defaultdict(Counts)
    for keys, counts in found.items():
        sums[keys[place]] += counts
    return dict(sums)
