"""The parts of co-agencies, with their organisations, where they stand and who reported last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation
from tasks.enums import Act, DeadlineBasis, Standing, Status
from tasks.models import Task, TaskEvent
from tasks.rules.part_standing import part_due_on, part_standing_on
from tasks.rules.parts import JoinedPart, joined_now
from tasks.rules.standing import TimeLine

REPORTS = (Act.PART_PROGRESS, Act.PART_DONE, Act.PART_RETURN)


@dataclass(frozen=True)
class NamedPart:
    """A part, and whose it is."""

    organisation: Organisation
    joined: JoinedPart

    @property
    def part(self) -> str:
        return self.joined.part

    @property
    def deadline(self) -> date | None:
        """A date of its own, if it has one."""
        return self.joined.deadline


@dataclass(frozen=True)
class SeenPart(NamedPart):
    """A part on a Hanoi day. `due` is the date it is held against: its own, or the task's.

    `last` is the newest report on it, or its return; `percent` what was last said of it.
    """

    standing: Standing | None
    standing_first: Standing | None
    due: date | None
    last: TaskEvent | None
    percent: int | None

    @property
    def done_on(self) -> date | None:
        return self.joined.phase_from[-1] if self.joined.is_done else None


def named_parts(task: Task) -> list[NamedPart]:
    """The parts of those who join `task` now. One query, none when nobody joins."""
    return parts_by_task([task])[task.pk]


def parts_by_task(tasks: Iterable[Task]) -> dict[int, list[NamedPart]]:
    """Id of each task → its parts, in the order in which they were named. One query."""
    joined = {task.pk: joined_now(task) for task in tasks}
    named = {part.organisation for parts in joined.values() for part in parts}
    who = Organisation.objects.in_bulk(named)
    return {pk: _named(parts, who) for pk, parts in joined.items()}


def seen_parts(tasks: Iterable[Task], *, on: date) -> dict[int, list[SeenPart]]:
    """Id of each task → its parts as they stand on the Hanoi day `on`. Two queries."""
    tasks = list(tasks)
    named = parts_by_task(tasks)
    reports = _reports([pk for pk, parts in named.items() if parts])
    return {
        task.pk: [
            _seen(one, task, on, reports.get((task.pk, one.organisation.code), []))
            for one in named[task.pk]
        ]
        for task in tasks
    }


def _seen(one: NamedPart, task: Task, on: date, reports: list[TaskEvent]) -> SeenPart:
    line = TimeLine(task.phases, task.phase_from, task.deadlines, task.deadline_from)
    done = one.joined.phase_from[-1] if one.joined.is_done else None
    last = reports[-1] if reports else None
    said = [event.act_detail["percent"] for event in reports if "percent" in event.act_detail]
    return SeenPart(
        one.organisation,
        one.joined,
        standing=part_standing_on(one.joined, line, on),
        standing_first=part_standing_on(one.joined, line, on, DeadlineBasis.FIRST),
        due=part_due_on(one.joined, line, done or on),
        last=last,
        percent=100 if one.joined.phase == Status.COMPLETED else _newest(said),
    )


def _newest(said: list[int | None]) -> int | None:
    """The last that says anything."""
    return next((one for one in reversed(said) if one is not None), None)


def _reports(tasks: list[int]) -> dict[tuple[int, str], list[TaskEvent]]:
    """Id of the task and code of the co-agency → what was reported on its part, oldest first."""
    found: dict[tuple[int, str], list[TaskEvent]] = {}
    if not tasks:
        return found
    events = TaskEvent.objects.filter(task__in=tasks, act__in=REPORTS)
    for event in events.select_related("act_by").order_by("task_id", "revision"):
        key = event.task_id, event.act_detail["organisation"]
        found.setdefault(key, []).append(event)
    return found


def _named(parts: Iterable[JoinedPart], who: Mapping[int, Organisation]) -> list[NamedPart]:
    return [NamedPart(who[part.organisation], part) for part in parts]
