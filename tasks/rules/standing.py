"""The class of a task on a day, in plain Python. Its twin in SQL is `tasks.queries.standing`.

A test holds the two together on random time lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tasks.enums import DeadlineBasis, Standing, Status
from tasks.rules.steps import step_on

if TYPE_CHECKING:
    from tasks.models import Task

# Phases in which a task is no longer in force, and so has no standing.
GONE = frozenset({Status.WITHDRAWN, Status.ENDED})

# What an unfinished phase is called while its deadline has not passed.
IN_TIME = {
    Status.ASSIGNED: Standing.IN_TIME_NOT_STARTED,
    Status.IN_PROGRESS: Standing.IN_TIME_UNDERWAY,
    Status.SUBMITTED: Standing.IN_TIME_AWAITING,
}


@dataclass(frozen=True)
class TimeLine:
    """The life of a leaf task as step functions; days are Hanoi days, ascending."""

    phases: Sequence[str]
    phase_from: Sequence[date]
    deadlines: Sequence[date]
    deadline_from: Sequence[date]

    def deadline_on(self, day: date, basis: DeadlineBasis) -> date | None:
        """The deadline a task is held against on `day`; None while it has none."""
        step = step_on(self.deadline_from, day)
        if step is None:
            return None
        return self.deadlines[0 if basis is DeadlineBasis.FIRST else step]


def standing_on(
    line: TimeLine, day: date, basis: DeadlineBasis = DeadlineBasis.IN_FORCE
) -> Standing | None:
    """The standing on the Hanoi day `day`, or None when the task is not in force then."""
    step = step_on(line.phase_from, day)
    if step is None or line.phases[step] in GONE:
        return None
    phase, since = line.phases[step], line.phase_from[step]
    if phase == Status.COMPLETED:
        due = line.deadline_on(since, basis)
        late = due is not None and since > due
        return Standing.COMPLETED_LATE if late else Standing.COMPLETED_ON_TIME
    due = line.deadline_on(day, basis)
    if due is None:
        return Standing.REGULAR
    return _unfinished(phase, since, due, day)


def standing_of(
    task: "Task", day: date, basis: DeadlineBasis = DeadlineBasis.IN_FORCE
) -> Standing | None:
    """The standing of `task` on the Hanoi day `day`; None for a group's parent too."""
    if task.is_group:
        return None
    line = TimeLine(task.phases, task.phase_from, task.deadlines, task.deadline_from)
    return standing_on(line, day, basis)


def deadline_for(task: "Task", day: date) -> date | None:
    """The deadline against which a completion on the Hanoi day `day` is judged; None for none."""
    line = TimeLine(task.phases, task.phase_from, task.deadlines, task.deadline_from)
    return line.deadline_on(day, DeadlineBasis.IN_FORCE)


def _unfinished(phase: str, since: date, due: date, day: date) -> Standing:
    """A suspended task is in time until resumed; a submission made by the deadline covers."""
    if phase == Status.SUSPENDED:
        return Standing.IN_TIME_SUSPENDED
    if phase == Status.SUBMITTED and since <= due:
        return Standing.IN_TIME_AWAITING
    if due < day:
        return Standing.OVERDUE
    return IN_TIME[Status(phase)]
