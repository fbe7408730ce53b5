"""The class of reporting occurrences on a day, in SQL; its twin is `tasks.rules.occurrences`."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Least

from accounts.models import Organisation, User
from accounts.queries import Seats
from tasks.enums import Knowledge, Reporting, Rhythm, Status
from tasks.models import Occurrence, Task
from tasks.queries.inbox import own_organisations
from tasks.queries.standing import states_on
from tasks.rules.occurrences import period_of
from tasks.rules.standing import GONE
from tracker.clock import end_of
from tracker.lib.functions import Element, StepOn

# From a row of the tasks, or of their events, to the occurrences.
PATHS = {Knowledge.HAPPENED: "occurrences", Knowledge.KNOWN: "task__occurrences"}


def occurrences_on(day: date, knowledge: Knowledge = Knowledge.HAPPENED) -> QuerySet[Any]:
    """One row of the task, or of its last event known then, for each occurrence owed by `day`.

    With `reporting`, `occurrence` (its id), `due_on`, `reported_on` (None unless by `day`), and on
    demand `lead_then`: the id of who led on the day it was due, or on `day` where that is earlier.
    """
    path = PATHS[knowledge]
    begun = Q(**{f"{path}__period_from__lte": day})
    reported = Q(**{f"{path}__report__reported_on__lte": day})
    if knowledge is Knowledge.KNOWN:
        end = end_of(day)
        begun &= Q(**{f"{path}__recorded_at__lt": end})
        reported &= Q(**{f"{path}__report__recorded_at__lt": end})
    rows = states_on(day, knowledge).order_by().filter(begun)
    return _with_reporting(
        rows.annotate(
            occurrence=F(f"{path}__pk"),
            due_on=F(f"{path}__due_on"),
            reported_on=Case(
                When(reported, then=F(f"{path}__report__reported_on")), output_field=DateField()
            ),
        ),
        day,
    )


def listed(user: User | AnonymousUser, *, on: date) -> QuerySet[Occurrence]:
    """The occurrences of the tasks that `user` may see, with `reporting` on the Hanoi day `on`."""
    visible = Task.objects.visible_to(user, on=on)
    return _classified(Occurrence.objects.filter(task__in=visible.values("pk")), on)


def of_task(task: Task, *, on: date) -> QuerySet[Occurrence]:
    """Those of one task, the latest first, with `reporting` on the Hanoi day `on`."""
    found = Occurrence.objects.filter(task=task).select_related("report__by", "task__programme")
    return _classified(found, on).order_by("-due_on")


def owed_reports(seats: Seats, *, on: date) -> QuerySet[Occurrence]:
    """Not reported yet and due by the end of the month of `on`, soonest first.

    Of tasks led by an organisation of the reader's or one below it.
    """
    until = period_of(Rhythm.MONTHLY, on).last
    own = Organisation.objects.below(own_organisations(seats)).values("pk")
    found = Occurrence.objects.filter(task__lead__in=own).select_related(
        "task__lead", "task__programme"
    )
    open_now = _classified(found, on).filter(
        reporting__in=(Reporting.WAITING, Reporting.OVERDUE),
        due_on__lte=until,
        task__status__in=(Status.ASSIGNED, Status.IN_PROGRESS),
    )
    return open_now.order_by("due_on", "task__code_key", "pk")


def _classified(occurrences: QuerySet[Occurrence], day: date) -> QuerySet[Any]:
    reported = When(report__reported_on__lte=day, then=F("report__reported_on"))
    rows = occurrences.filter(period_from__lte=day).annotate(
        reported_on=Case(reported, output_field=DateField())
    )
    return _with_reporting(rows, day, "task__")


def _with_reporting(rows: QuerySet[Any], day: date, path: str = "") -> QuerySet[Any]:
    """Rows with `due_on` and `reported_on` get `reporting`; what is not owed is dropped."""
    judged = Least(Value(day, output_field=DateField()), F("due_on"))
    dated = rows.alias(
        judged=judged,
        phase=Element(
            f"{path}phases",
            StepOn(F("judged"), f"{path}phase_from"),
            output_field=CharField(null=True),
        ),
        lead_then=Element(
            f"{path}leads",
            StepOn(F("judged"), f"{path}lead_from"),
            output_field=BigIntegerField(null=True),
        ),
        dated=StepOn(F("judged"), f"{path}deadline_from", output_field=IntegerField()),
    )
    owed = dated.filter(phase__isnull=False, dated=0).exclude(phase__in=GONE)
    found: QuerySet[Any] = owed.annotate(reporting=_reporting(day))
    return found


def _reporting(day: date) -> Case:
    """The rules in the order in which they decide; the first that fits counts."""
    rules: list[tuple[Q, Reporting]] = [
        (Q(reported_on__lte=F("due_on")), Reporting.ON_TIME),
        (Q(phase=Status.SUSPENDED), Reporting.EXCUSED),
        (Q(reported_on__isnull=False), Reporting.LATE),
        (Q(due_on__lt=day), Reporting.OVERDUE),
    ]
    cases = [When(rule, then=Value(reporting)) for rule, reporting in rules]
    return Case(*cases, default=Value(Reporting.WAITING), output_field=CharField())
