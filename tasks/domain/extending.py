"""A later deadline: asked for, decided, and never overwriting the first."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.recording import happened, record, required, take
from tasks.enums import Act, Outcome
from tasks.models import Extension, Instrument, Task
from tracker.clock import day_of
from tracker.lib.refused import Refused


@transaction.atomic
def ask_extension(
    task: Task,
    *,
    by: User,
    now: datetime,
    new_deadline: date,
    reason: str,
    on: date | None = None,
    late_reason: str = "",
) -> Extension:
    """Ask for `new_deadline`. One open request a task. Raises PermissionDenied or Refused."""
    task = take(task, Act.ASK_EXTENSION, by=by, now=now)
    day = happened(
        on, now=now, not_before=task.deadline_from[-1], field="on", late_reason=late_reason
    )
    reason = required(reason, field="reason")
    _check_later(task, new_deadline, field="new_deadline")
    if task.extensions.filter(outcome=Outcome.PENDING).exists():
        raise Refused(
            _("An extension has been asked for already; wait for the decision."),
            code="extension_open",
        )
    extension = Extension.objects.create(
        task=task,
        asked_on=day,
        old_deadline=task.deadlines[-1],
        new_deadline=new_deadline,
        reason=reason,
        by=by,
    )
    record(
        task,
        Act.ASK_EXTENSION,
        by=by,
        on=day,
        note=reason,
        late_reason=late_reason,
        detail={"extension": extension.pk, "new_deadline": new_deadline.isoformat()},
    )
    return extension


@transaction.atomic
def decide_extension(
    extension: Extension,
    *,
    by: User,
    now: datetime,
    granted: bool,
    deadline: date | None = None,
    reason: str = "",
    instrument: Instrument | None = None,
) -> Extension:
    """Grant the extension (to `deadline` if another is given) or refuse it, with a reason.

    One asked on or before the deadline is in force from the day it was asked, one asked later
    from the day it was decided. Raises PermissionDenied or Refused.
    """
    act = Act.GRANT_EXTENSION if granted else Act.REFUSE_EXTENSION
    task = take(extension.task, act, by=by, now=now)
    extension = _still_open(extension)
    day = day_of(now)
    extension.decided_by, extension.decided_on = by, day
    extension.instrument = instrument
    if granted:
        _grant(extension, task, deadline or extension.new_deadline, day)
    else:
        required(reason, field="reason")
        extension.outcome = Outcome.REFUSED
    extension.decision_note = reason.strip()
    extension.save()
    detail = {"extension": extension.pk}
    record(task, act, by=by, on=day, note=reason, instrument=instrument, detail=detail)
    return extension


def _grant(extension: Extension, task: Task, deadline: date, day: date) -> None:
    _check_later(task, deadline, field="deadline")
    asked_in_time = task.deadline is not None and extension.asked_on <= task.deadline
    task.deadlines = [*task.deadlines, deadline]
    task.deadline_from = [*task.deadline_from, extension.asked_on if asked_in_time else day]
    extension.outcome, extension.granted_deadline = Outcome.GRANTED, deadline


def _check_later(task: Task, deadline: date, *, field: str) -> None:
    if task.deadline is not None and deadline <= task.deadline:
        raise Refused(
            _("The new deadline has to be later than the present one."),
            code="not_later",
            field=field,
        )


def _still_open(extension: Extension) -> Extension:
    extension = Extension.objects.select_for_update().get(pk=extension.pk)
    if extension.outcome != Outcome.PENDING:
        raise Refused(_("This request has been decided already."), code="already_decided")
    return extension
