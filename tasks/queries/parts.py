"""The parts of co-agencies with the names of their organisations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation
from tasks.models import Task
from tasks.rules.parts import JoinedPart, joined_now


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


def named_parts(task: Task) -> list[NamedPart]:
    """The parts of those who join `task` now. One query, none when nobody joins."""
    return parts_by_task([task])[task.pk]


def parts_by_task(tasks: Iterable[Task]) -> dict[int, list[NamedPart]]:
    """Id of each task → its parts, in the order in which they were named. One query."""
    joined = {task.pk: joined_now(task) for task in tasks}
    named = {part.organisation for parts in joined.values() for part in parts}
    who = Organisation.objects.in_bulk(named)
    return {pk: _named(parts, who) for pk, parts in joined.items()}


def _named(parts: Iterable[JoinedPart], who: Mapping[int, Organisation]) -> list[NamedPart]:
    return [NamedPart(who[part.organisation], part) for part in parts]
