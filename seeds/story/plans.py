"""What the story is made of: planned tasks, the acts on them, and the people."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Part:
    """A co-agency's own part of a task; an empty `part` is a clarity that is missing."""

    organisation: str
    part: str


@dataclass(frozen=True)
class Plan:
    """A task as it is drafted. Organisations by code, the officer by username."""

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
    parts: tuple[Part, ...] = ()
    group: str = ""
    is_group: bool = False

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

    `kind` is the name of a domain function, `params` what it takes besides: dates, numbers and
    texts only.
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
