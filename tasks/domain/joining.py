"""Who joins a task beside its lead, each with a part of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation
from tasks.models import CoAgency, Task
from tracker.lib.refused import Refused


@dataclass(frozen=True)
class Part:
    """What a co-agency contributes, and until when."""

    organisation: Organisation
    part: str = ""
    deadline: date | None = None


def joined(task: Task, parts: Iterable[Part]) -> list[CoAgency]:
    """The co-agencies of `task` with their parts, not saved yet."""
    return [
        CoAgency(
            task=task,
            organisation=part.organisation,
            part=part.part.strip(),
            deadline=part.deadline,
        )
        for part in parts
    ]


def written(co_agencies: Iterable[CoAgency]) -> list[dict[str, Any]]:
    """As the history keeps them: the row of a co-agency may go, what it was stays known."""
    return [
        {
            "organisation": one.organisation.code,
            "part": one.part,
            "deadline": one.deadline.isoformat() if one.deadline else None,
        }
        for one in co_agencies
    ]


def check_joined_once(task: Task, co_agencies: Iterable[CoAgency]) -> None:
    """Raises Refused when an organisation would be named twice, as lead or co-agency."""
    named = [task.lead_id, *(one.organisation_id for one in co_agencies)]
    if len(named) != len(set(named)):
        raise Refused(
            _("An organisation leads a task or joins it once, not both and not twice."),
            code="joins_twice",
            field="co_agencies",
        )
