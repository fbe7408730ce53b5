"""Where a task went and whence it came: parts, the whole, and what stands for what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from tasks.enums import UNFINISHED, Status
from tasks.models import Task


@dataclass(frozen=True)
class Relatives:
    """The tasks that a split, a merge or a superseding instrument ties to one task."""

    split_from: Task | None
    split_into: list[Task]
    replaced_by: Task | None
    replaces: list[Task]


@dataclass(frozen=True)
class Lead:
    """Who has led a task from the Hanoi day `since` on."""

    organisation: Organisation
    since: date


def relatives_of(task: Task, tasks: QuerySet[Task]) -> Relatives:
    """Those of `tasks` that are related to `task`. One query."""
    ids = [pk for pk in (task.split_from_id, task.replaced_by_id) if pk]
    related = Q(split_from=task) | Q(replaced_by=task) | Q(pk__in=ids)
    found = list(tasks.filter(related).select_related("lead").order_by("code_key", "pk"))
    return Relatives(
        split_from=_with_id(found, task.split_from_id),
        split_into=[one for one in found if one.split_from_id == task.pk],
        replaced_by=_with_id(found, task.replaced_by_id),
        replaces=[one for one in found if one.replaced_by_id == task.pk],
    )


def possible_originals(task: Task) -> QuerySet[Task]:
    """Tasks of the same programme and lead, owed or completed, of which `task` may be a copy."""
    others = Task.objects.leaves().filter(programme=task.programme_id, lead=task.lead_id)
    in_force = others.filter(status__in=(*UNFINISHED, Status.COMPLETED))
    return in_force.exclude(pk=task.pk).order_by("code_key", "pk")


def leads_of(task: Task) -> list[Lead]:
    """Who has led `task`, in their order; of several on one day the last. One query."""
    if not task.leads:
        return []
    steps: dict[date, int] = dict(zip(task.lead_from, task.leads, strict=True))
    who = Organisation.objects.in_bulk(set(task.leads))
    return [Lead(who[pk], since) for since, pk in steps.items()]


def _with_id(tasks: Iterable[Task], pk: int | None) -> Task | None:
    return next((task for task in tasks if task.pk == pk), None)
