"""The class of a co-agency's part on a day, in plain Python. Its twin in SQL is
`tasks.queries.part_standing`.

A part has no standing while its task has none. It ends with its task, rests with it, and is
covered by a claim that its task is completed just as the task itself.
"""

from datetime import date

from tasks.enums import DeadlineBasis, Standing, Status
from tasks.rules.parts import JoinedPart
from tasks.rules.standing import GONE, IN_TIME, TimeLine
from tasks.rules.steps import step_on


def part_standing_on(
    part: JoinedPart,
    task: TimeLine,
    day: date,
    basis: DeadlineBasis = DeadlineBasis.IN_FORCE,
) -> Standing | None:
    """The standing on the Hanoi day `day`; None when the organisation owes no part then."""
    phase, state = _phase_on(part, day), _state_on(task, day)
    if phase is None or state is None:
        return None
    done = _done_on(part, task, day)
    due = part_due_on(part, task, done or day, basis)
    if done is not None:
        late = due is not None and done > due
        return Standing.COMPLETED_LATE if late else Standing.COMPLETED_ON_TIME
    if due is None:
        return Standing.REGULAR
    return _unfinished(phase, *state, due=due, day=day)


def part_due_on(
    part: JoinedPart,
    task: TimeLine,
    day: date,
    basis: DeadlineBasis = DeadlineBasis.IN_FORCE,
) -> date | None:
    """The date that the part is held against: one of its own, else the task's on that day."""
    return _own_date(part, day, basis) or task.deadline_on(day, basis)


def _own_date(part: JoinedPart, day: date, basis: DeadlineBasis) -> date | None:
    if not part.deadline_from:
        return part.deadline
    step = step_on(part.deadline_from, day)
    if step is None:
        return None
    return part.deadlines[0 if basis is DeadlineBasis.FIRST else step]


def _phase_on(part: JoinedPart, day: date) -> str | None:
    step = step_on(part.phase_from, day)
    if step is None or part.phases[step] == Status.WITHDRAWN:
        return None
    return part.phases[step]


def _state_on(task: TimeLine, day: date) -> tuple[str, date] | None:
    """The task's phase and the day it began; None when it is not in force."""
    step = step_on(task.phase_from, day)
    if step is None or task.phases[step] in GONE:
        return None
    return task.phases[step], task.phase_from[step]


def _done_on(part: JoinedPart, task: TimeLine, day: date) -> date | None:
    """The day on which the part was completed, by itself or with its task; None if it was not."""
    steps = [
        (line.phases[step], line.phase_from[step])
        for line in (part, task)
        if (step := step_on(line.phase_from, day)) is not None
    ]
    return min((since for phase, since in steps if phase == Status.COMPLETED), default=None)


def _unfinished(phase: str, state: str, since: date, *, due: date, day: date) -> Standing:
    if state == Status.SUSPENDED:
        return Standing.IN_TIME_SUSPENDED
    if state == Status.SUBMITTED and since <= due:
        return Standing.IN_TIME_AWAITING
    return Standing.OVERDUE if due < day else IN_TIME[Status(phase)]
