"""What passes from an organisation that ends to its successor."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tasks.enums import UNFINISHED, Status
from tasks.models import Task
from tasks.rules.parts import JoinedPart, parts_of

# What has been completed or given up stays with whom it was.
PASSES = (Status.DRAFT, *UNFINISHED)


class Capacity(TextChoices):
    """In which way a task is an organisation's business."""

    LEAD = "lead", _("leads it")
    PART = "part", _("joins it")
    AUTHORITY = "authority", _("decides and signs it")


def capacities_of(task: Task, organisation: int) -> list[Capacity]:
    """What of `task` would pass from the organisation with that id; empty for nothing."""
    if task.status not in PASSES:
        return []
    holds = {
        Capacity.LEAD: task.lead_id == organisation,
        Capacity.PART: any(_owed(part, organisation) for part in parts_of(task)),
        Capacity.AUTHORITY: task.authority_id == organisation,
    }
    return [capacity for capacity in Capacity if holds[capacity]]


def parts_passed(
    parts: Sequence[JoinedPart], old: int, new: int | None, *, on: date
) -> list[JoinedPart]:
    """The parts when what `old` still owes is owed by `new` from the Hanoi day `on`.

    `new` goes on from the phase in which it finds the part; one that joins already gets its text
    besides its own. Without a `new` (the lead has it now) the part only ends. Days never run
    backwards: a part that changed later passes on the day of that change.
    """
    owed = next((part for part in parts if _owed(part, old)), None)
    if owed is None:
        return list(parts)
    kept = parts_without(parts, old, on=on)
    if new is None:
        return kept
    return _taken_over(kept, owed, new, max([on, *owed.phase_from[-1:]]))


def parts_without(parts: Sequence[JoinedPart], organisation: int, *, on: date) -> list[JoinedPart]:
    """The parts when that organisation joins no more from the Hanoi day `on`; of a draft, none."""
    return [
        _left(part, on) if part.organisation == organisation else part
        for part in parts
        if part.organisation != organisation or part.phases
    ]


def _taken_over(parts: list[JoinedPart], owed: JoinedPart, new: int, day: date) -> list[JoinedPart]:
    """With whoever is new the dates go back as far as with whom the part came from."""
    before = next((part for part in parts if part.organisation == new), None)
    if before is None:
        fresh = replace(owed, organisation=new, phases=(), phase_from=())
        return [*parts, _begun(fresh, owed, day)]
    both = replace(before, part=_both(before.part, owed.part))
    if not _owed(before, new):
        day = max([day, *before.phase_from[-1:], *before.deadline_from[-1:]])
        both = _begun(both, owed, day).due(owed.deadline, on=day)
    return [both if part is before else part for part in parts]


def _begun(part: JoinedPart, owed: JoinedPart, day: date) -> JoinedPart:
    """In the phase in which it was with whom it came from; a draft's part has none."""
    if not owed.phases:
        return part
    return part.entering(Status.ASSIGNED, on=day).entering(Status(owed.phase), on=day)


def _left(part: JoinedPart, day: date) -> JoinedPart:
    return part.entering(Status.WITHDRAWN, on=max(day, part.phase_from[-1]))


def _both(own: str, more: str) -> str:
    return own if more in ("", own) else f"{own}; {more}".strip("; ")


def _owed(part: JoinedPart, organisation: int) -> bool:
    """Whether that organisation still has to do it; what it has done stays its own."""
    return part.organisation == organisation and part.is_joined and not part.is_done
