"""The class of a task on a day, in SQL. Its twin in plain Python is `tasks.rules.standing`.

The same expression serves the tasks themselves ("as it happened") and the events of their history
("as known then"), because both carry the same time line.
"""

from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
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
    """Adds `standing` and `due` on the Hanoi day `day`; drops what is not in force then.

    To be asked for besides: `lead_then`, the id of who led on that day, and `clear`, whether the
    task was clear in all six ways; what is completed stays as clear as it was then.
    """
    step = StepOn(day, "phase_from")
    dated = states.alias(
        phase=Element("phases", step, output_field=CharField(null=True)),
        since=Element("phase_from", step, output_field=DateField(null=True)),
        judged=_judged_on(day),
        lead_then=Element("leads", StepOn(day, "lead_from"), output_field=BigIntegerField()),
        lacking=Element("gap_steps", StepOn(F("judged"), "gap_from"), output_field=CharField()),
        clear=Q(lacking=""),
    ).annotate(due=_due(basis))
    in_force = dated.filter(phase__isnull=False).exclude(phase__in=GONE)
    standing: QuerySet[Any] = in_force.annotate(standing=_standing(day))
    return standing


def _judged_on(day: date) -> Case:
    """The day whose deadline and clarities count: for a completed task its completed day."""
    return Case(
        When(phase=Status.COMPLETED, then=F("since")),
        default=Value(day),
        output_field=DateField(),
    )


def _due(basis: DeadlineBasis) -> Any:
    """The deadline on the day that counts.

    NULL while the task has none: one that was supplied later does not reach back.
    """
    in_force = StepOn(F("judged"), "deadline_from")
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
