"""Assigning what is clear of many drafts: one act for each task, as always."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.models import User
from tasks.domain.assigning import assign
from tasks.models import Task
from tracker.lib.refused import Refused


@dataclass
class HandedOut:
    """The tasks that are owed now, and those of which a rule says no, with what it says."""

    assigned: list[Task] = field(default_factory=list)
    refused: list[tuple[Task, Refused]] = field(default_factory=list)


def assign_clear(
    drafts: Iterable[Task],
    *,
    by: User,
    now: datetime,
    on: date | None = None,
    late_reason: str = "",
) -> HandedOut:
    """Hand out each of `drafts` that lacks nothing, from the Hanoi day `on` (by default today).

    Each by itself: one that is refused holds up no other. Raises PermissionDenied as `assign`.
    """
    outcome = HandedOut()
    for draft in drafts:
        try:
            outcome.assigned.append(assign(draft, by=by, now=now, on=on, late_reason=late_reason))
        except Refused as refused:
            outcome.refused.append((draft, refused))
    return outcome
