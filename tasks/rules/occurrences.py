"""When a regular task has to be reported on, and the class of each occurrence on a day.

An occurrence is a calendar month, quarter or year, due on its last day. Its twin in SQL is
`tasks.queries.occurrences`; a test holds the two together on random time lines.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.enums import Reporting, Rhythm, Status
from tasks.rules.standing import GONE
from tasks.rules.steps import step_on

MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}


@dataclass(frozen=True)
class Period:
    """From one Hanoi day to another, both included; a report on it is due on the last."""

    first: date
    last: date


def period_of(rhythm: Rhythm, day: date) -> Period:
    """The calendar period of `rhythm` in which `day` lies."""
    months = MONTHS[rhythm]
    start = (day.month - 1) // months * months + 1
    end = start + months - 1
    last = date(day.year, end, monthrange(day.year, end)[1])
    return Period(date(day.year, start, 1), last)


def periods(rhythm: Rhythm, *, since: date, until: date) -> Iterator[Period]:
    """Those that hold any day from `since` to `until`; the first begins on `since`."""
    while since <= until:
        last = period_of(rhythm, since).last
        yield Period(since, last)
        since = last + timedelta(days=1)


@dataclass(frozen=True)
class ReportedLife:
    """The time line of a regular task; days are Hanoi days, ascending.

    `deadline_from` is empty unless it got a deadline, from which day it is regular no more.
    """

    phases: Sequence[str]
    phase_from: Sequence[date]
    deadline_from: Sequence[date] = ()


def reporting_on(
    life: ReportedLife, day: date, *, period: Period, reported_on: date | None = None
) -> Reporting | None:
    """The class on the Hanoi day `day` of the occurrence of `period`.

    None before it begins, and when it is no longer owed: when the task was not in force, or not
    regular, on the day it was due. A task that was suspended on that day is excused.
    """
    if day < period.first:
        return None
    judged = min(day, period.last)
    phase = _phase_on(life, judged)
    if phase is None or phase in GONE or step_on(life.deadline_from, judged) is not None:
        return None
    reported = reported_on if reported_on is not None and reported_on <= day else None
    return _class(phase, period.last, day, reported)


def _phase_on(life: ReportedLife, day: date) -> str | None:
    step = step_on(life.phase_from, day)
    return None if step is None else life.phases[step]


def _class(phase: str, due_on: date, day: date, reported_on: date | None) -> Reporting:
    """In the order in which the rules decide; the first that fits counts."""
    if reported_on is not None and reported_on <= due_on:
        return Reporting.ON_TIME
    if phase == Status.SUSPENDED:
        return Reporting.EXCUSED
    if reported_on is not None:
        return Reporting.LATE
    return Reporting.OVERDUE if due_on < day else Reporting.WAITING
