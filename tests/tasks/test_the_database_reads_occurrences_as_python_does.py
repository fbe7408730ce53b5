"""The twins of reporting, row by row, on random legal time lines of few days: many coincide."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tasks.models import Occurrence, OccurrenceReport
from tasks.queries.occurrences import occurrences_on
from tasks.rules.occurrences import Period, ReportedLife, reporting_on
from tasks.rules.standing import TimeLine
from tests.factories import UserFactory
from tests.tasks.test_the_database_reads_a_time_line_as_python_does import (
    DAYS,
    FIRST,
    drawn,
    written,
)
from tests.tasks.unguarded import unguarded

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@dataclass(frozen=True)
class Case:
    line: TimeLine
    period: Period
    reported_on: date | None

    @property
    def life(self) -> ReportedLife:
        return ReportedLife(self.line.phases, self.line.phase_from, self.line.deadline_from)


def some_day(chance: random.Random, *, after: int = 0) -> date:
    return FIRST + timedelta(days=chance.randint(after, DAYS + 1))


def cases() -> list[Case]:
    """A period and perhaps a report, on or after its first day, for each time line."""
    chance, found = random.Random(57), []
    for line in drawn(150):
        first, last = sorted((some_day(chance), some_day(chance)))
        reported = some_day(chance, after=(first - FIRST).days) if chance.random() < 0.6 else None
        found.append(Case(line, Period(first, last), reported))
    return found


def kept(many: list[Case]) -> dict[int, Case]:
    """By the id of the occurrence."""
    tasks = written([case.line for case in many])
    by = UserFactory.create()
    made = {}
    for task, case in zip(tasks, many, strict=True):
        occurrence = Occurrence.objects.create(
            task=task, period_from=case.period.first, due_on=case.period.last
        )
        if case.reported_on:
            OccurrenceReport.objects.create(
                occurrence=occurrence, reported_on=case.reported_on, narrative="Đã làm.", by=by
            )
        made[occurrence.pk] = case
    return made


def test_each_row() -> None:
    seen = set()
    with unguarded("tasks_task"):
        by_pk = kept(cases())
        for day in (FIRST + timedelta(days=n) for n in range(-1, DAYS + 3)):
            found = dict(occurrences_on(day).values_list("occurrence", "reporting"))
            for pk, case in by_pk.items():
                expected = reporting_on(
                    case.life, day, period=case.period, reported_on=case.reported_on
                )
                assert found.get(pk) == expected, (case, day)
                seen.add(expected)
    assert len(seen) == 6, "every class, and none at all"
