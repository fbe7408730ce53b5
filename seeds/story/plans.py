"""What the story is made of: planned tasks, the acts on them, and the people."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Part:
    """A co-agency's own part of a task; an empty `part` is a clarity that is missing.

    Without a `deadline` of its own that of the task holds.
    """

    organisation: str
    part: str
    deadline: date | None = None


@dataclass(frozen=True)
class Plan:
    """A task as it is drafted. Organisations by code, the officer by username.

    `heir` is whoever it passes to on the day `heir_from`, when the lead has ended.
    `split_from` is the code of the task of which it was made a part.
    """

    code: str
    cohort: str
    instrument: str
    clause: str
    title: str
    lead: str
    assigned_on: date
    deadline_text: str
    deadline: date | None
    officer: str
    authority: str
    deliverable_kind: str
    deliverable_measure: str
    deliverable_count: int | None
    rhythm: str = ""
    heir: str = ""
    heir_from: date | None = None
    parts: tuple[Part, ...] = ()
    group: str = ""
    split_from: str = ""
    is_group: bool = False

    def led_on(self, day: date) -> str:
        """Who leads it on that day."""
        passed = self.heir_from is not None and day >= self.heir_from
        return self.heir if passed else self.lead

    @property
    def is_regular(self) -> bool:
        return self.deadline is None

    @property
    def is_unclear(self) -> bool:
        """Whether it is handed out although something is missing."""
        written = self.officer and self.authority and self.deliverable_count
        return not (self.is_group or (written and all(part.part for part in self.parts)))


@dataclass(frozen=True)
class Act:
    """One thing done to one task: by whom, when it was recorded, and the day it happened.

    `kind` is the name of a domain function, `params` what it takes besides: dates, numbers, texts
    and codes only. What concerns no single task has no `task_code`.
    """

    task_code: str
    kind: str
    recorded_at: datetime
    happened_on: date
    by: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """Somebody fictional with one role in one organisation."""

    username: str
    full_name: str
    email: str
    language: str
    organisation: str
    role: str
    from_day: date
    until_day: date | None = None
