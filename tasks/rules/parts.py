"""What co-agencies contribute: each part with a time line of its own.

A task keeps them as JSON in `parts`, so that every event of its history carries them too. Days are
Hanoi days, ISO in JSON.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tasks.enums import Status
from tasks.models import Task
from tasks.models.state import TaskState


@dataclass(frozen=True)
class JoinedPart:
    """The part of the organisation with the id `organisation`; no phases while it is a draft.

    `deadline` is a date of its own; without one the task's deadline holds for the part too.
    """

    organisation: int
    part: str = ""
    deadline: date | None = None
    phases: tuple[str, ...] = ()
    phase_from: tuple[date, ...] = ()

    @property
    def is_joined(self) -> bool:
        """Whether the organisation still joins the task."""
        return not self.phases or self.phases[-1] != Status.WITHDRAWN

    def entering(self, status: Status, *, on: date) -> "JoinedPart":
        """The part in another phase from the Hanoi day `on`."""
        if self.phases and self.phases[-1] == status:
            return self
        return replace(self, phases=(*self.phases, status.value), phase_from=(*self.phase_from, on))


def parts_of(task: Task | TaskState) -> list[JoinedPart]:
    """The parts, in the order in which they were named; those withdrawn too."""
    return [_read(written) for written in task.parts]


def joined_now(task: Task | TaskState) -> list[JoinedPart]:
    """The parts of those who still join."""
    return [part for part in parts_of(task) if part.is_joined]


def written(parts: Iterable[JoinedPart]) -> list[dict[str, Any]]:
    """As `Task.parts` keeps them."""
    return [
        {
            "organisation": part.organisation,
            "part": part.part,
            "deadline": part.deadline.isoformat() if part.deadline else None,
            "phases": list(part.phases),
            "phase_from": [day.isoformat() for day in part.phase_from],
        }
        for part in parts
    ]


def _read(written: dict[str, Any]) -> JoinedPart:
    deadline = written["deadline"]
    return JoinedPart(
        organisation=written["organisation"],
        part=written["part"],
        deadline=date.fromisoformat(deadline) if deadline else None,
        phases=tuple(written["phases"]),
        phase_from=tuple(date.fromisoformat(day) for day in written["phase_from"]),
    )
