"""The events of a task, each with the one before it, so that it can be said what changed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from tasks.models import Task, TaskEvent
from tasks.rules.parts import parts_of

NAMED = (
    *("act_by", "act_for", "act_instrument", "officer", "unit", "lead", "authority"),
    *("clause__instrument", "replaced_by", "split_from"),
)


@dataclass(frozen=True)
class Step:
    """An event and the one before it; None for the first."""

    event: TaskEvent
    before: TaskEvent | None


def events_of(task: Task) -> QuerySet[TaskEvent]:
    """Every event of `task` with what it names; unordered."""
    return TaskEvent.objects.filter(task=task).select_related(*NAMED)


def steps_of(events: Collection[TaskEvent]) -> list[Step]:
    """`events` of one task, in their order, each with the one before it. One query at most."""
    found = {event.revision: event for event in events}
    missing = {event.revision - 1 for event in events} - found.keys() - {0}
    if missing:
        task = next(iter(events)).task_id
        earlier = TaskEvent.objects.filter(task=task, revision__in=missing).select_related(*NAMED)
        found |= {event.revision: event for event in earlier}
    return [Step(event, found.get(event.revision - 1)) for event in events]


def organisations_in(steps: Iterable[Step]) -> list[Organisation]:
    """The co-agencies of the events, and the organisations that their details name. One query."""
    events = [event for step in steps for event in (step.event, step.before) if event]
    joined = {part.organisation for event in events for part in parts_of(event)}
    codes = {event.act_detail.get(name) for event in events for name in ("organisation", "asked")}
    return list(Organisation.objects.filter(Q(pk__in=joined) | Q(code__in=codes - {None})))
