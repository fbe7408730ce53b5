"""Tasks as they were on a past day: one by itself, or the rows of a list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from tasks.enums import DeadlineBasis, Knowledge, Standing, Status
from tasks.models import ProgressUpdate, Task, TaskEvent
from tasks.rules.part_standing import part_due_on
from tasks.rules.parts import JoinedPart, parts_of
from tasks.rules.standing import GONE, TimeLine, standing_on
from tasks.rules.steps import step_on
from tracker.lib.refused import Refused

# What of an event makes a row what was known then.
STATE = (
    *("title", "percent", "phases", "phase_from", "deadlines", "deadline_from"),
    *("leads", "lead_from", "gap_steps", "gap_from", "first_deadline", "assigned_on"),
)


class Presence(TextChoices):
    """Whether there was a task on a day."""

    UNKNOWN = "unknown", gettext_lazy("nothing of it had been recorded yet")
    NOT_ASSIGNED = "not_assigned", gettext_lazy("it had not been assigned yet")
    IN_FORCE = "in_force", gettext_lazy("it was in force")
    GONE = "gone", gettext_lazy("it was no longer in force")


@dataclass(frozen=True)
class PartThen:
    """What a co-agency contributed on that day, its date, and in which phase that was."""

    organisation: Organisation
    part: str
    deadline: date | None
    phase: Status


@dataclass(frozen=True)
class TaskThen:
    """A task on the Hanoi day `day`. What it was not yet, or no longer, is None or empty."""

    day: date
    knowledge: Knowledge
    presence: Presence
    title: str = ""
    phase: Status | None = None
    since: date | None = None
    standing: Standing | None = None
    standing_first: Standing | None = None
    lead: Organisation | None = None
    deadline: date | None = None
    first_deadline: date | None = None
    gaps: tuple[str, ...] = ()
    parts: tuple[PartThen, ...] = ()


def task_then(task: Task, *, day: date, knowledge: Knowledge, today: date) -> TaskThen:
    """`task` on the Hanoi day `day`, as it happened or as known then. Two queries at most.

    Raises Refused for a day in the future.
    """
    if day > today:
        raise Refused(
            _("This day lies in the future: nothing is known of it yet."),
            code="future",
            field="as_of",
        )
    state: Task | TaskEvent | None = task
    if knowledge is Knowledge.KNOWN:
        state = TaskEvent.objects.known_at(day).filter(task=task).first()
    if state is None:
        return TaskThen(day, knowledge, Presence.UNKNOWN)
    step = step_on(state.phase_from, day)
    if step is None:
        return TaskThen(day, knowledge, Presence.NOT_ASSIGNED, state.title)
    return _read(state, step, day, knowledge)


def put_back(tasks: Iterable[Task], *, day: date, knowledge: Knowledge) -> list[Task]:
    """Tasks listed as of the Hanoi day `day`, made what they were then; only to be shown.

    Two queries at most. As it happened, their words are those of today: they have no days.
    """
    listed = list(tasks)
    known, reported = _known(listed, day, knowledge), _reported(listed, day, knowledge)
    who = Organisation.objects.in_bulk({_then(task).led_by for task in listed})
    for task in listed:
        row = _then(task)
        for name in STATE if task.pk in known else ():
            setattr(row, name, getattr(known[task.pk], name))
        if knowledge is Knowledge.HAPPENED:
            row.percent = reported.get(task.pk, 0)
        completed = row.phase_then == Status.COMPLETED
        row.completed_on = row.since_then if completed else None
        row.percent = 100 if completed else row.percent
        row.lead, row.status = who[row.led_by], row.phase_then
        judged = row.completed_on or day
        row.deadline = line_of(row).deadline_on(judged, DeadlineBasis.IN_FORCE)
        row.gaps = _gaps(row, judged)
    return listed


def _then(task: Task) -> Any:
    """A task with what the list as of a past day adds to it."""
    return task


def _known(tasks: list[Task], day: date, knowledge: Knowledge) -> dict[int, TaskEvent]:
    if knowledge is Knowledge.HAPPENED:
        return {}
    events = TaskEvent.objects.known_at(day).filter(task__in=tasks)
    return {event.task_id: event for event in events}


def _reported(tasks: list[Task], day: date, knowledge: Knowledge) -> dict[int, int]:
    """Id of each task → the per cent of the newest report about that day or one before."""
    if knowledge is Knowledge.KNOWN:
        return {}
    updates = ProgressUpdate.objects.filter(task__in=tasks, happened_on__lte=day)
    newest = updates.exclude(percent=None).order_by("task", "-happened_on", "-pk").distinct("task")
    return {task: percent or 0 for task, percent in newest.values_list("task", "percent")}


def line_of(state: Task | TaskEvent) -> TimeLine:
    """The time line that a task or an event carries."""
    return TimeLine(state.phases, state.phase_from, state.deadlines, state.deadline_from)


def _gaps(state: Task | TaskEvent, day: date) -> list[str]:
    step = step_on(state.gap_from, day)
    return [] if step is None else [gap for gap in state.gap_steps[step].split(",") if gap]


def _read(state: Task | TaskEvent, step: int, day: date, knowledge: Knowledge) -> TaskThen:
    phase, since = Status(state.phases[step]), state.phase_from[step]
    judged = since if phase == Status.COMPLETED else day
    line, led = line_of(state), step_on(state.lead_from, day)
    lead = None if led is None else state.leads[led]
    owed = [] if phase in GONE else list(_owed(state, day))
    who = Organisation.objects.in_bulk({lead, *(part.organisation for part, _in in owed)} - {None})
    return TaskThen(
        day,
        knowledge,
        Presence.GONE if phase in GONE else Presence.IN_FORCE,
        state.title,
        phase,
        since,
        standing_on(line, day, DeadlineBasis.IN_FORCE),
        standing_on(line, day, DeadlineBasis.FIRST),
        who.get(lead) if lead else None,
        line.deadline_on(judged, DeadlineBasis.IN_FORCE),
        line.deadline_on(judged, DeadlineBasis.FIRST),
        tuple(_gaps(state, judged)),
        tuple(
            PartThen(who[part.organisation], part.part, part_due_on(part, line, day), in_phase)
            for part, in_phase in owed
        ),
    )


def _owed(state: Task | TaskEvent, day: date) -> Iterator[tuple[JoinedPart, Status]]:
    """The parts that were owed on that day, each with its phase."""
    for part in parts_of(state):
        phase = _phase_of(part, day)
        if phase is not None:
            yield part, phase


def _phase_of(part: JoinedPart, day: date) -> Status | None:
    """None before the part was owed, and from when it was owed no longer."""
    step = step_on(part.phase_from, day)
    if step is None or part.phases[step] == Status.WITHDRAWN:
        return None
    return Status(part.phases[step])
