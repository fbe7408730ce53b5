"""The class of a task on a day, in SQL. Its twin in plain Python is `tasks.rules.standing`.

The same expression serves the tasks themselves ("as it happened") and the events of their history
("as known then"), because both carry the same time line.
"""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Least

from tasks.enums import DeadlineBasis, Knowledge, Standing, Status
from tasks.models import Task, TaskEvent
from tasks.rules.standing import GONE
from tracker.lib.functions import Element, StepOn


def states_on(day: date, knowledge: Knowledge) -> QuerySet[Task] | QuerySet[TaskEvent]:
    """One row for each leaf task: as it is now, or as it was known at the end of `day`."""
    if knowledge is Knowledge.KNOWN:
        return TaskEvent.objects.known_at(day).leaves()
    return Task.objects.leaves()


def with_standing(
    states: QuerySet[Any], day: date, basis: DeadlineBasis = DeadlineBasis.IN_FORCE
) -> QuerySet[Any]:
    """Adds `standing` and `due` on the Hanoi day `day`; drops what is not in force then."""
    step = StepOn(day, "phase_from")
    dated = states.alias(
        phase=Element("phases", step, output_field=CharField(null=True)),
        since=Element("phase_from", step, output_field=DateField(null=True)),
    ).annotate(due=_due(day, basis))
    in_force = dated.filter(phase__isnull=False).exclude(phase__in=GONE)
    standing: QuerySet[Any] = in_force.annotate(standing=_standing(day))
    return standing


def _due(day: date, basis: DeadlineBasis) -> Any:
    """The deadline on `day`; for a completed task that of its completed day, for good.

    NULL while the task has none: one that was supplied later does not reach back.
    """
    judged = Case(
        When(phase=Status.COMPLETED, then=F("since")),
        default=Value(day),
        output_field=DateField(),
    )
    in_force = StepOn(judged, "deadline_from")
    step = Least(in_force, 1) if basis is DeadlineBasis.FIRST else in_force
    return Element("deadlines", step, output_field=DateField(null=True))


def _standing(day: date) -> Case:
    """The rules in the order in which they decide; the first that fits counts."""
    rules: list[tuple[Q, Standing]] = [
        (Q(phase=Status.COMPLETED, since__gt=F("due")), Standing.COMPLETED_LATE),
        (Q(phase=Status.COMPLETED), Standing.COMPLETED_ON_TIME),
        (Q(due=None), Standing.REGULAR),
        (Q(phase=Status.SUSPENDED), Standing.IN_TIME_SUSPENDED),
        (Q(phase=Status.SUBMITTED, since__lte=F("due")), Standing.IN_TIME_AWAITING),
        (Q(due__lt=day), Standing.OVERDUE),
        (Q(phase=Status.ASSIGNED), Standing.IN_TIME_NOT_STARTED),
        (Q(phase=Status.IN_PROGRESS), Standing.IN_TIME_UNDERWAY),
    ]
    cases = [When(rule, then=Value(standing)) for rule, standing in rules]
    return Case(*cases, default=Value(Standing.IN_TIME_AWAITING), output_field=CharField())
