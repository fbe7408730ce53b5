"""Regular tasks with a rhythm: each period opens an occurrence, on which the lead reports."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.recording import filled, happened, move, record, since, take
from tasks.enums import Act, Status
from tasks.models import Occurrence, OccurrenceReport, Task
from tasks.queries.opening import open_missing
from tracker.clock import day_of
from tracker.lib.refused import Refused


@transaction.atomic
def open_occurrences(*, now: datetime) -> int:
    """Open the occurrences whose period has begun; returns how many were missing.

    Opening again opens nothing, and what a standstill missed is made up for.
    """
    return open_missing(day_of(now))


@transaction.atomic
def report_occurrence(
    occurrence: Occurrence,
    *,
    by: User,
    now: datetime,
    narrative: str,
    on: date | None = None,
    late_reason: str = "",
) -> OccurrenceReport:
    """What was done in the period, reported on the Hanoi day `on` (by default today).

    A first report begins the work. Raises PermissionDenied or Refused.
    """
    task = take(occurrence.task, Act.PROGRESS, by=by, now=now)
    not_before = _reportable_from(occurrence, task)
    day = happened(on, now=now, not_before=not_before, field="on", late_reason=late_reason)
    narrative = filled(narrative, field="narrative")
    if OccurrenceReport.objects.filter(occurrence=occurrence).exists():
        raise Refused(_("This period has been reported on already."), code="already_reported")
    report = OccurrenceReport.objects.create(
        occurrence=occurrence, reported_on=day, narrative=narrative, by=by
    )
    move(task, Act.PROGRESS, on=day)
    detail = {
        "occurrence": occurrence.pk,
        "period_from": occurrence.period_from.isoformat(),
        "due_on": occurrence.due_on.isoformat(),
        "report": report.pk,
    }
    record(
        task,
        Act.PROGRESS,
        by=by,
        on=day,
        note=narrative,
        late_reason=late_reason,
        detail=detail,
    )
    return report


def _reportable_from(occurrence: Occurrence, task: Task) -> date:
    """Not before the period, nor, for a first report, before the assignment."""
    begun = since(task)
    if task.status == Status.ASSIGNED and begun is not None:
        return max(occurrence.period_from, begun)
    return occurrence.period_from
