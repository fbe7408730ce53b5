"""Whatever becomes of a task, every figure of every day before stays, asked in both ways."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from reports.domain.rates import rates
from reports.enums import Slice
from tasks.enums import DeadlineBasis, Fate, Knowledge
from tasks.models import Task
from tests import factories as make
from tests.factories import assigned, at, completed, in_progress, submitted
from tests.tasks import authorised as do
from tracker import clock

pytestmark = pytest.mark.django_db

FIRST, CHANGED = date(2025, 11, 17), date(2025, 11, 24)
Figures = dict[tuple[date, str, str], list[tuple[str, Any]]]


def replaced(task: Task) -> object:
    new = do.newer(task.clause.instrument)
    other = assigned(programme=task.programme, lead=task.lead, clause=do.clause_of(new))
    return do.supersede([do.verdict(task, Fate.REPLACE, replaced_by=other)], by_what=new)


def superseded(fate: Fate) -> Callable[[Task], object]:
    return lambda task: do.supersede([do.verdict(task, fate)])


CHANGES: dict[str, Callable[[Task], object]] = {
    "withdraw": do.withdraw,
    "suspend": do.suspend,
    "end": do.end,
    "reassign": do.reassign,
    "split": do.split,
    "merge": do.merge,
    "discard": do.discard,
    "continue": superseded(Fate.CONTINUE),
    "replace": replaced,
    "withdraw by superseding": superseded(Fate.WITHDRAW),
}
MAKERS: dict[str, Callable[..., Task]] = {
    "assigned": assigned,
    "overdue": lambda **words: in_progress(**words, deadline=date(2025, 11, 19)),
    "submitted": submitted,
    "regular": lambda **words: in_progress(**words, deadline=None),
}
IMPOSSIBLE = {("suspend", "submitted"), *(("end", m) for m in MAKERS if m != "regular")}
CASES = [(c, m) for c in CHANGES for m in MAKERS if (c, m) not in IMPOSSIBLE]


def test_no_day_before_the_change_counts_otherwise() -> None:
    """Every case with a lead of its own, so that a figure that moves says whose it is."""
    for other in (completed, assigned):
        other()
    at("2025-11-18")
    tasks = {case: MAKERS[case[1]](clause=make.ClauseFactory.create()) for case in CASES}
    cases = {task.lead.code: case for case, task in tasks.items()}
    at(CHANGED)
    before = figures()
    for (change, _maker), task in tasks.items():
        CHANGES[change](make.again(task))
    at(CHANGED + timedelta(days=2))
    after = figures()
    moved = {key: set(before[key]) ^ set(after[key]) for key in before if before[key] != after[key]}
    assert not moved, {cases.get(code) for rows in moved.values() for code, _counts in rows}
    assert cases.keys() <= {code for rows in before.values() for code, _counts in rows}


def figures() -> Figures:
    """Every count by organisation of the days before the change, both ways, both deadlines."""
    return {
        (day, knowledge, basis): [
            (row.key, row.counts)
            for row in rates(
                now=clock.now(),
                as_of=day,
                knowledge=Knowledge(knowledge),
                deadline=DeadlineBasis(basis),
                by=Slice.ORGANISATION,
            ).rows
        ]
        for day in _days()
        for knowledge in Knowledge.values
        for basis in DeadlineBasis.values
    }


def _days() -> Iterator[date]:
    """The first, those on which something becomes so, and the eve of the change."""
    return (FIRST + timedelta(days=n) for n in (0, 1, 2, 3, (CHANGED - FIRST).days - 1))


@pytest.mark.parametrize("change", ["split", "merge", "replace", "reassign"])
def test_nothing_is_counted_twice_on_the_day_of_the_change(change: str) -> None:
    task = in_progress(clause=make.ClauseFactory.create())
    at(CHANGED)
    CHANGES[change](task)
    for knowledge in Knowledge:
        report = rates(now=clock.now(), as_of=CHANGED, knowledge=knowledge, by=Slice.ORGANISATION)
        parts = 2 if change == "split" else 1
        assert report.totals.total == parts
        assert sum(row.counts.total for row in report.rows) == parts


def test_the_figures_of_the_former_lead_stay_with_it() -> None:
    task = in_progress(deadline=date(2025, 11, 18))
    at(CHANGED)
    do.reassign(task, on=date(2025, 11, 21))
    led = {day: _leads_of_the_overdue(day) for day in (date(2025, 11, 20), date(2025, 11, 21))}
    assert [len(found) for found in led.values()] == [1, 1]
    assert led[date(2025, 11, 20)] != led[date(2025, 11, 21)]


def _leads_of_the_overdue(day: date) -> list[str]:
    report = rates(now=clock.now(), as_of=day, by=Slice.ORGANISATION)
    return [row.key for row in report.rows if row.counts.overdue]
