"""Who joins a task beside its lead, each with a part of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Organisation
from tasks.enums import Status
from tasks.models import Task
from tasks.rules.parts import JoinedPart, joined_now, parts_of, written
from tracker.lib.refused import Refused


@dataclass(frozen=True)
class Part:
    """What a co-agency contributes, and until when."""

    organisation: Organisation
    part: str = ""
    deadline: date | None = None


def join(task: Task, parts: Iterable[Part], *, on: date) -> None:
    """Let exactly the organisations in `parts` join the task, from the Hanoi day `on`.

    Who joined before keeps its time line; who is no longer named leaves. Raises Refused when an
    organisation would be named twice, as lead or co-agency.
    """
    parts = list(parts)
    _check_named_once(task, parts)
    before = {part.organisation: part for part in parts_of(task)}
    if task.status == Status.DRAFT:
        before = {}
    named = [_named(part, before.get(part.organisation.pk), task, on) for part in parts]
    kept = {part.organisation for part in named}
    gone = [part for part in before.values() if part.organisation not in kept]
    left = [part.entering(Status.WITHDRAWN, on=on) for part in gone]
    task.parts = written([*named, *left])


def begin_parts(task: Task, *, on: date) -> None:
    """The parts of a draft are owed from the Hanoi day `on`, as the task itself."""
    begun = [
        part.entering(Status.ASSIGNED, on=on).due(part.deadline, on=on) for part in parts_of(task)
    ]
    task.parts = written(begun)


def release(task: Task, organisation: Organisation, *, on: date) -> None:
    """`organisation` no longer joins the task from the Hanoi day `on`; nothing if it did not."""
    task.parts = written(
        part.entering(Status.WITHDRAWN, on=on) if part.organisation == organisation.pk else part
        for part in parts_of(task)
    )


def _named(part: Part, before: JoinedPart | None, task: Task, on: date) -> JoinedPart:
    kept = before or JoinedPart(part.organisation.pk)
    if task.status != Status.DRAFT and (before is None or not before.is_joined):
        kept = kept.entering(Status.ASSIGNED, on=on)
    return replace(kept, part=part.part.strip()).due(part.deadline, on=on)


def _check_named_once(task: Task, parts: Iterable[Part]) -> None:
    named = [task.lead_id, *(part.organisation.pk for part in parts)]
    if len(named) != len(set(named)):
        raise Refused(
            _("An organisation leads a task or joins it once, not both and not twice."),
            code="joins_twice",
            field="co_agencies",
        )


def check_does_not_join(task: Task, organisation: Organisation | None, *, field: str) -> None:
    """Raises Refused when `organisation` joins the task already."""
    if organisation is not None and organisation.pk in {
        part.organisation for part in joined_now(task)
    }:
        raise Refused(
            _("An organisation leads a task or joins it once, not both and not twice."),
            code="joins_twice",
            field=field,
        )
