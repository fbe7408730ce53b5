"""Random lives of tasks, and how to put them straight into the history.

The application may not write history, and the domain would take minutes for thousands of lives:
so these rows are written as the owner, who may, and read through the owner's connection.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connections, transaction
from hypothesis import strategies as st

from accounts.enums import Block
from accounts.models import Organisation
from tasks.enums import LEGAL_MOVES, DeadlineBasis, Standing, Status
from tasks.models import Clause, Task, TaskEvent
from tasks.rules.standing import TimeLine, standing_on
from tests.factories import ClauseFactory, OrganisationFactory, ProgrammeFactory, ThemeFactory
from tracker.clock import HANOI

FIRST = date(2025, 9, 24)  # a quarter ends among the days
DAYS = 12  # few, so that much falls on the same day; all before the demo's clock starts
DELIVERABLES = ("", "decree", "report")
NEXT: dict[str, list[str]] = {
    # What leads to a completion is drawn three times as often as the rest.
    status: sorted(new for old, new in LEGAL_MOVES if old == status)
    + [new for old, new in LEGAL_MOVES if old == status and new in ("submitted", "completed")] * 2
    for status in Status.values
}

# A regular task is ended, never completed; one with a deadline the other way round.
IMPOSSIBLE = {True: {Status.SUBMITTED, Status.COMPLETED}, False: {Status.ENDED}}


@dataclass(frozen=True)
class Life:
    """A task's life: its time line, and the day on which each of its phases was recorded."""

    line: TimeLine
    recorded: Sequence[date]
    lead: int
    clear: bool
    theme: int | None = None
    deliverable: str = ""
    authority: int | None = None

    def known_on(self, day: date) -> TimeLine | None:
        """What was known of it at the end of `day`; None before anything was recorded."""
        known = sum(recorded <= day for recorded in self.recorded)
        return self.up_to(known) if known else None

    def up_to(self, known: int) -> TimeLine:
        """Its first phases. Deadlines are all recorded with the first: one delay is enough."""
        line = self.line
        phases, starts = line.phases[:known], line.phase_from[:known]
        return TimeLine(phases, starts, line.deadlines, line.deadline_from)


def day_after(first: int, last: int = DAYS) -> st.SearchStrategy[date]:
    """A day so many days after FIRST."""
    return st.integers(first, last).map(lambda n: FIRST + timedelta(days=n))


def number(day: date) -> int:
    return (day - FIRST).days


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """A walk along legal moves only, on ascending days, recorded at once or later."""
    phases, starts = [Status.ASSIGNED.value], [draw(day_after(0, 4))]
    regular = draw(st.booleans()) and draw(st.booleans())
    while len(phases) < 7 and (choices := NEXT[phases[-1]]) and draw(st.integers(0, 4)):
        phase = draw(st.sampled_from([c for c in choices if c not in IMPOSSIBLE[regular]]))
        if phase == Status.COMPLETED:
            phases[-1] = phase  # accepted: the day of the submission counts
            break
        phases.append(phase)
        starts.append(draw(day_after(number(starts[-1]))))
    deadlines = [] if regular else draw(_deadlines(starts[0]))
    recorded: list[date] = []
    for start in starts:
        earliest = max(number(start), number(recorded[-1]) if recorded else 0)
        recorded.append(draw(st.one_of(st.just(FIRST + timedelta(earliest)), day_after(earliest))))
    line = TimeLine(phases, starts, *_columns(deadlines))
    lead, clear = draw(st.integers(0, 2)), draw(st.booleans())
    theme, authority = draw(st.sampled_from([None, 0, 1])), draw(st.sampled_from([None, 0, 1]))
    return Life(line, recorded, lead, clear, theme, draw(st.sampled_from(DELIVERABLES)), authority)


@st.composite
def _deadlines(draw: st.DrawFn, assigned: date) -> list[tuple[date, date]]:
    """The first deadline and later ones: pairs of the day it holds from and the deadline."""
    steps = [(assigned, draw(day_after(number(assigned), DAYS + 3)))]
    for _ in range(draw(st.integers(0, 2))):
        since, due = steps[-1]
        steps.append((draw(day_after(number(since))), draw(day_after(number(due), DAYS + 6))))
    return steps


def _columns(steps: list[tuple[date, date]]) -> tuple[list[date], list[date]]:
    return [due for _since, due in steps], [since for since, _due in steps]


@contextmanager
def lived(many: Sequence[Life]) -> Iterator[list[Organisation]]:
    """The lives as tasks and history, their leads; all gone again at the end."""
    application = connections["default"]
    connections["default"] = connections["owner"]
    try:
        with transaction.atomic():
            leads = [OrganisationFactory.create(block=block) for block in Block]
            _write(many, leads)
            yield leads
            transaction.set_rollback(True)
    finally:
        connections["default"] = application


def _write(many: Sequence[Life], leads: Sequence[Organisation]) -> None:
    """Past all triggers and checks that guard the domain: only the columns matter here."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE tasks_task DISABLE TRIGGER USER")
    shared = {"programme": ProgrammeFactory.create(), "title": "T"}
    themes = {n: ThemeFactory.create(code=f"t{n}", position=n) for n in (0, 1)}
    clauses: dict[int | None, Clause] = {None: ClauseFactory.create(theme=None)}
    clauses |= {n: ClauseFactory.create(theme=theme) for n, theme in themes.items()}
    tasks = Task.objects.bulk_create(
        Task(code=f"L{n}", **shared, **_state(life, life.line, leads, clauses))
        for n, life in enumerate(many)
    )
    TaskEvent.objects.bulk_create(
        TaskEvent(
            task=task,
            code=task.code,
            recorded_by="owner",
            recorded_at=datetime.combine(day, time(23, 59), HANOI),
            **shared,
            **_state(life, life.up_to(revision), leads, clauses) | {"revision": revision},
        )
        for task, life in zip(tasks, many, strict=True)
        for revision, day in enumerate(life.recorded, start=1)
    )


def _state(
    life: Life,
    line: TimeLine,
    leads: Sequence[Organisation],
    clauses: Mapping[int | None, Clause],
) -> dict[str, Any]:
    return {
        "lead": leads[life.lead],
        "clause": clauses[life.theme],
        "deliverable_kind": life.deliverable,
        "authority": None if life.authority is None else leads[life.authority],
        "status": line.phases[-1],
        "phases": line.phases,
        "phase_from": line.phase_from,
        "deadlines": line.deadlines,
        "deadline_from": line.deadline_from,
        "is_regular": not line.deadlines,
        "leads": [leads[life.lead].pk],
        "lead_from": [line.phase_from[0]],
        "gap_steps": ["" if life.clear else "person"],
        "gap_from": [line.phase_from[0]],
        "act_on": line.phase_from[-1],
    }


def counted(lines: Sequence[TimeLine | None], day: date, basis: DeadlineBasis) -> dict[str, int]:
    """The standings of the lines on `day`, counted in plain Python; zero where there is none."""
    standings = [standing_on(line, day, basis) for line in lines if line]
    return {standing.value: standings.count(standing) for standing in Standing}
