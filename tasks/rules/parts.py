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

    `deadline` is a date of its own; without one the task's deadline holds for the part too. Like
    the phases, the dates are steps once the part is owed: `deadline` is the last of `deadlines`.
    """

    organisation: int
    part: str = ""
    deadline: date | None = None
    phases: tuple[str, ...] = ()
    phase_from: tuple[date, ...] = ()
    deadlines: tuple[date | None, ...] = ()
    deadline_from: tuple[date, ...] = ()

    @property
    def phase(self) -> str:
        """Where it is now; empty while it is a draft."""
        return self.phases[-1] if self.phases else ""

    @property
    def owed_from(self) -> date | None:
        """The Hanoi day from which the organisation has joined without a break; None in a draft."""
        steps = reversed(list(zip(self.phases, self.phase_from, strict=True)))
        return next((since for phase, since in steps if phase == Status.ASSIGNED), None)

    @property
    def is_joined(self) -> bool:
        """Whether the organisation still joins the task."""
        return self.phase != Status.WITHDRAWN

    @property
    def is_done(self) -> bool:
        """Whether its organisation has reported it as completed."""
        return self.phase == Status.COMPLETED

    @property
    def is_returned(self) -> bool:
        """Whether it came back after it had been reported as completed."""
        return self.phases[-2:] == (Status.COMPLETED, Status.IN_PROGRESS)

    def entering(self, status: Status, *, on: date) -> "JoinedPart":
        """The part in another phase from the Hanoi day `on`, and not before its last one."""
        if self.phase == status:
            return self
        since = max([on, *self.phase_from[-1:]])
        dated = (*self.phases, status.value), (*self.phase_from, since)
        return replace(self, phases=dated[0], phase_from=dated[1])

    def due(self, deadline: date | None, *, on: date) -> "JoinedPart":
        """The part with this date of its own, or none, from the Hanoi day `on`."""
        if not self.phases:
            return replace(self, deadline=deadline)
        if self.deadlines and self.deadlines[-1] == deadline:
            return self
        since = max([on, *self.deadline_from[-1:]])
        dated = (*self.deadlines, deadline), (*self.deadline_from, since)
        return replace(self, deadline=deadline, deadlines=dated[0], deadline_from=dated[1])


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
            "deadline": _iso(part.deadline),
            "phases": list(part.phases),
            "phase_from": [_iso(day) for day in part.phase_from],
            "deadlines": [_iso(day) for day in part.deadlines],
            "deadline_from": [_iso(day) for day in part.deadline_from],
        }
        for part in parts
    ]


def _read(written: dict[str, Any]) -> JoinedPart:
    return JoinedPart(
        organisation=written["organisation"],
        part=written["part"],
        deadline=_day(written["deadline"]),
        phases=tuple(written["phases"]),
        phase_from=tuple(map(date.fromisoformat, written["phase_from"])),
        deadlines=tuple(map(_day, written.get("deadlines", ()))),
        deadline_from=tuple(map(date.fromisoformat, written.get("deadline_from", ()))),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
