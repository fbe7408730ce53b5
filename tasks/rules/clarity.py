"""The six clarities (sáu rõ): which of them a task lacks on a day, and who must supply them.

Pure: what has to be known about people and organisations comes in as `Facts`. Its twin in SQL is
`tasks.queries.clarity`; a test holds the two together on random organisations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.enums import LEVELS, OrganisationKind
from tasks.enums import Clarity
from tasks.rules.parts import joined_now

if TYPE_CHECKING:
    from tasks.models import Task
    from tasks.models.state import TaskState


class Mender(TextChoices):
    """Who has to supply what is missing."""

    LEAD = "lead", _("Focal points of the lead")
    SECRETARY = "secretary", _("Secretary of the programme")


class Loss(TextChoices):
    """Why a task that nobody touched has lost a clarity."""

    OFFICER_LEFT = "officer_left", _("The officer is no longer in post")
    OFFICER_ELSEWHERE = "officer_elsewhere", _("The officer is in post elsewhere")
    LEAD_DISSOLVED = "lead_dissolved", _("The lead no longer exists")
    CO_AGENCY_DISSOLVED = "co_agency_dissolved", _("A co-agency no longer exists")
    AUTHORITY_DISSOLVED = "authority_dissolved", _("The authority no longer exists")
    OTHERWISE = "otherwise", _("By the rule of this day")


# Only the lead knows its own people; all else is written by whoever hands the task out.
MENDERS: dict[Clarity, Mender] = {
    Clarity.PERSON: Mender.LEAD,
    Clarity.TASK: Mender.SECRETARY,
    Clarity.TIMELINE: Mender.SECRETARY,
    Clarity.RESPONSIBILITY: Mender.SECRETARY,
    Clarity.AUTHORITY: Mender.SECRETARY,
    Clarity.DELIVERABLE: Mender.SECRETARY,
}


@dataclass(frozen=True)
class Body:
    """An organisation, as far as clarity depends on it. `parent` is an id."""

    kind: str
    parent: int | None
    alive_from: date
    alive_until: date | None

    def is_alive(self, day: date) -> bool:
        """Whether it exists on the Hanoi day `day`."""
        return self.alive_from <= day and (self.alive_until is None or day <= self.alive_until)


@dataclass(frozen=True)
class Facts:
    """What is so on the Hanoi day `day`.

    `bodies` by id: the organisations that the task names, those in which its officer holds a role,
    and all above them. `posts`: ids of the organisations in which its officer, if active, holds
    any role on that day.
    """

    day: date
    bodies: Mapping[int, Body]
    posts: frozenset[int]

    def lives(self, organisation: int | None) -> bool:
        """Whether that organisation exists on the day."""
        body = self.bodies.get(organisation) if organisation is not None else None
        return body is not None and body.is_alive(self.day)

    def above(self, organisation: int | None) -> set[int]:
        """Its id and those of all organisations above it."""
        found: set[int] = set()
        while organisation is not None and organisation not in found:
            found.add(organisation)
            organisation = self.bodies[organisation].parent
        return found

    def level(self, organisation: int) -> int:
        """How high it stands; see `accounts.enums.LEVELS`."""
        return LEVELS[OrganisationKind(self.bodies[organisation].kind)]


def gaps_of(task: "Task | TaskState", facts: Facts) -> list[str]:
    """The clarities that `task` lacks, in their usual order; empty for a clear task.

    A group's parent lacks none: its members are judged, each for itself.
    """
    if task.is_group:
        return []
    clear = {
        Clarity.PERSON: _has_person(task, facts),
        Clarity.TASK: bool(task.title.strip()) and task.clause_id is not None,
        Clarity.TIMELINE: bool(task.deadlines) or (task.is_regular and task.rhythm != ""),
        Clarity.RESPONSIBILITY: _has_responsible(task, facts),
        Clarity.AUTHORITY: _has_authority(task, facts),
        Clarity.DELIVERABLE: bool(
            task.deliverable_kind and task.deliverable_measure and task.deliverable_count
        ),
    }
    return [clarity.value for clarity in Clarity if not clear[clarity]]


def split(step: str) -> list[str]:
    """The clarities that one step of `gap_steps` names."""
    return step.split(",") if step else []


def last_gaps(task: "Task | TaskState") -> list[str]:
    """What was noted last as missing, saved or not."""
    return split(task.gap_steps[-1]) if task.gap_steps else []


def score(gaps: Sequence[str]) -> int:
    """How many of the six are clear."""
    return len(Clarity) - len(gaps)


def gap_since(task: "Task | TaskState", clarity: str) -> date | None:
    """The Hanoi day from which `task` has lacked `clarity` without a break; None if it does not."""
    since = None
    for step, day in zip(reversed(task.gap_steps), reversed(task.gap_from), strict=True):
        if clarity not in split(step):
            break
        since = day
    return since


def why_lost(task: "Task | TaskState", clarity: str, facts: Facts) -> Loss:
    """Why `task`, which lacks `clarity` on the day of `facts`, lost it without being touched."""
    if clarity == Clarity.PERSON:
        return Loss.OFFICER_ELSEWHERE if facts.posts else Loss.OFFICER_LEFT
    if clarity == Clarity.RESPONSIBILITY and not facts.lives(task.lead_id):
        return Loss.LEAD_DISSOLVED
    if clarity == Clarity.RESPONSIBILITY and _lost_co_agency(task, facts):
        return Loss.CO_AGENCY_DISSOLVED
    if clarity == Clarity.AUTHORITY and not facts.lives(task.authority_id):
        return Loss.AUTHORITY_DISSOLVED
    return Loss.OTHERWISE


def _lost_co_agency(task: "Task | TaskState", facts: Facts) -> bool:
    return not all(facts.lives(part.organisation) for part in joined_now(task))


def _has_person(task: "Task | TaskState", facts: Facts) -> bool:
    """A named officer with a role in the lead, or in a unit below it."""
    return task.lead_id is not None and any(
        task.lead_id in facts.above(post) for post in facts.posts
    )


def _has_responsible(task: "Task | TaskState", facts: Facts) -> bool:
    """One lead; each co-agency that still joins has its part; all who still owe theirs exist."""
    return facts.lives(task.lead_id) and all(
        part.part != "" and (part.is_done or facts.lives(part.organisation))
        for part in joined_now(task)
    )


def _has_authority(task: "Task | TaskState", facts: Facts) -> bool:
    """Who decides and signs exists, and stands above the lead, if there is one, or equal to it."""
    lead, authority = task.lead_id, task.authority_id
    if authority is None or not facts.lives(authority):
        return False
    if lead is None:
        return True
    return authority in facts.above(lead) or facts.level(authority) >= facts.level(lead)
