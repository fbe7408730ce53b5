from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.joining import begin_parts
from tasks.domain.judging import judge
from tasks.domain.recording import happened, move, record, take
from tasks.enums import Act, Status
from tasks.models import Task
from tracker.lib.refused import Refused


@transaction.atomic
def assign(
    task: Task, *, by: User, now: datetime, on: date | None = None, late_reason: str = ""
) -> Task:
    """Hand the draft out: from the Hanoi day `on` (by default today) its lead owes it.

    A group's parent takes those members with it that are drafts still. Raises PermissionDenied, or
    Refused when there is no lead, the deadline lies before the assignment, or it is no draft.
    """
    task = take(task, Act.ASSIGN, by=by, now=now)
    day = happened(on, now=now, not_before=None, field="on", late_reason=late_reason)
    _check_complete(task, day)
    _begin(task, day)
    move(task, Act.ASSIGN, on=day)
    record(task, Act.ASSIGN, by=by, on=day, late_reason=late_reason)
    if task.is_group:
        for member in Task.objects.filter(parent=task, status=Status.DRAFT).order_by("pk"):
            assign(member, by=by, now=now, on=day, late_reason=late_reason)
    return task


def _begin(task: Task, day: date) -> None:
    """What was written down for the draft holds from the Hanoi day `day`."""
    if task.deadlines and task.split_from_id is None:
        task.deadline_from = [day]
    if task.leads:
        task.lead_from = [day]
    begin_parts(task, on=day)
    judge(task, on=day)


def _check_complete(task: Task, day: date) -> None:
    if task.lead is None and not task.is_group:
        raise Refused(
            _("Name the organisation that leads before you assign."),
            code="lead_missing",
            field="lead",
        )
    if day < task.clause.instrument.issued_on:
        raise Refused(
            _("The instrument had not been issued on that day."),
            code="before_instrument",
            field="on",
        )
    if task.deadlines and task.deadlines[0] < day:
        raise Refused(
            _("The deadline lies before the day of assignment."),
            code="deadline_before_assignment",
            field="deadline",
        )
