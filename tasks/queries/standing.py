"""The class of a task on a day, in SQL. Its twin in plain Python is `tasks.rules.standing`.

The same expression serves the tasks themselves ("as it happened") and the events of their history
("as known then"), because both carry the same time line.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Least

from tasks.enums import DeadlineBasis, Knowledge, Standing, Status
from tasks.models import Task, TaskEvent
from tasks.rules.standing import GONE
from tracker.lib.functions import Cardinality, Element, StepOn

Day = date | Func


def states_on(day: date, knowledge: Knowledge) -> QuerySet[Task] | QuerySet[TaskEvent]:
    """One row for each leaf task: as it is now, or as it was known at the end of `day`."""
    if knowledge is Knowledge.KNOWN:
        return TaskEvent.objects.known_at(day).leaves()
    return Task.objects.leaves()


def with_standing(
    states: QuerySet[Any], day: Day, basis: DeadlineBasis = DeadlineBasis.IN_FORCE
) -> QuerySet[Any]:
    """Adds `standing` and `due` on the Hanoi day `day`; drops what is not in force then.

    `day` can also be an expression: a day of each row's own.
    To be asked for besides: `lead_then`, the id of who led on that day, and `clear`, whether the
    task was clear in all six ways; what is completed stays as clear as it was then.
    """
    dated = _dated(states, day, basis)
    return _in_force(dated.annotate(standing=_standing(day)))


def with_standing_now(
    states: QuerySet[Any], day: Day, basis: DeadlineBasis = DeadlineBasis.IN_FORCE
) -> QuerySet[Any]:
    """As `with_standing`, for a day by which the rows have taken every step they have: today.

    It reads the last steps instead of searching for those of that day, and so takes a fraction of
    the time.
    """
    dated = states.alias(
        phase=F("status"),
        since=Element("phase_from", Cardinality("phase_from"), output_field=DateField(null=True)),
        lead_then=F("lead_id"),
        lacking=Element("gap_steps", _last_judged("gap_from"), output_field=CharField()),
        clear=Q(lacking=""),
    ).annotate(due=_due(basis, "", _last_judged("deadline_from")))
    return _in_force(dated.exclude(status=Status.DRAFT).annotate(standing=_standing(day)))


def with_both_standings(tasks: QuerySet[Task], today: date) -> QuerySet[Any]:
    """As `with_standing_now`, and besides `standing_first`, against the first deadline."""
    first = _due(DeadlineBasis.FIRST, "", _last_judged("deadline_from"))
    judged = with_standing_now(tasks, today).alias(due_first=first)
    both: QuerySet[Any] = judged.annotate(standing_first=_standing(today, due="due_first"))
    return both


def _in_force(dated: QuerySet[Any]) -> QuerySet[Any]:
    standing: QuerySet[Any] = dated.filter(phase__isnull=False).exclude(phase__in=sorted(GONE))
    return standing


def read_on(
    states: QuerySet[Any],
    day: Day,
    basis: DeadlineBasis = DeadlineBasis.IN_FORCE,
    *,
    via: str = "",
) -> QuerySet[Any]:
    """As `with_standing`, but drops nothing: what is not in force has no standing.

    `via` is the way from a row to the one that carries the time line ("events__").
    """
    gone = When(Q(phase=None) | Q(phase__in=sorted(GONE)), then=None)
    dated = _dated(states, day, basis, via)
    judged: QuerySet[Any] = dated.annotate(standing=_standing(day, before=[gone]))
    return judged


def tasks_on(
    tasks: QuerySet[Task],
    day: date,
    knowledge: Knowledge,
    basis: DeadlineBasis = DeadlineBasis.IN_FORCE,
) -> QuerySet[Task]:
    """The leaves among `tasks` as `read_on` reads them on a past Hanoi day, either way of knowing.

    As known then they are those that had been recorded as assigned by the end of that day.
    """
    if knowledge is Knowledge.HAPPENED:
        return read_on(tasks.filter(is_group=False).exclude(status=Status.DRAFT), day, basis)
    known = TaskEvent.objects.known_at(day).leaves().order_by()
    return read_on(tasks.filter(events__in=known), day, basis, via="events__")


def _dated(states: QuerySet[Any], day: Day, basis: DeadlineBasis, via: str = "") -> QuerySet[Any]:
    """Adds what a standing is judged by: the phase, since when, the deadline."""
    step = StepOn(day, f"{via}phase_from")
    leads = Element(f"{via}leads", StepOn(day, f"{via}lead_from"), output_field=BigIntegerField())
    gaps = StepOn(F("judged"), f"{via}gap_from")
    dated: QuerySet[Any] = states.alias(
        phase=Element(f"{via}phases", step, output_field=CharField(null=True)),
        since=Element(f"{via}phase_from", step, output_field=DateField(null=True)),
        judged=_judged_on(day),
        lead_then=leads,
        lacking=Element(f"{via}gap_steps", gaps, output_field=CharField()),
        clear=Q(lacking=""),
    ).annotate(due=_due(basis, via, StepOn(F("judged"), f"{via}deadline_from")))
    return dated


def _judged_on(day: Day) -> Case:
    """The day whose deadline and clarities count: for a completed task its completed day."""
    return Case(
        When(phase=Status.COMPLETED, then=F("since")),
        default=Value(day) if isinstance(day, date) else day,
        output_field=DateField(),
    )


def _last_judged(starts: str) -> Case:
    """The last step, but for a completed task that of its completed day."""
    return Case(
        When(status=Status.COMPLETED, then=StepOn(F("since"), starts)),
        default=Cardinality(starts),
        output_field=IntegerField(),
    )


def _due(basis: DeadlineBasis, via: str, in_force: Func | Case) -> Any:
    """The deadline on the day that counts; `in_force` is which step holds then.

    NULL while the task has none: one that was supplied later does not reach back.
    """
    step = Least(in_force, 1) if basis is DeadlineBasis.FIRST else in_force
    return Element(f"{via}deadlines", step, output_field=DateField(null=True))


def _standing(day: Day, due: str = "due", *, before: Sequence[When] = ()) -> Case:
    """The rules in the order in which they decide, after those `before`; the first that fits."""
    rules: list[tuple[Q, Standing]] = [
        (Q(phase=Status.COMPLETED, since__gt=F(due)), Standing.COMPLETED_LATE),
        (Q(phase=Status.COMPLETED), Standing.COMPLETED_ON_TIME),
        (Q((due, None)), Standing.REGULAR),
        (Q(phase=Status.SUSPENDED), Standing.IN_TIME_SUSPENDED),
        (Q(phase=Status.SUBMITTED, since__lte=F(due)), Standing.IN_TIME_AWAITING),
        (Q((f"{due}__lt", day)), Standing.OVERDUE),
        (Q(phase=Status.ASSIGNED), Standing.IN_TIME_NOT_STARTED),
        (Q(phase=Status.IN_PROGRESS), Standing.IN_TIME_UNDERWAY),
    ]
    cases = [When(rule, then=Value(standing)) for rule, standing in rules]
    last = Value(Standing.IN_TIME_AWAITING)
    return Case(*before, *cases, default=last, output_field=CharField())
