"""A later deadline: asked for, decided, and never overwriting the first."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.recording import happened, record, required, take
from tasks.enums import Act, Outcome
from tasks.models import Extension, Instrument, Task
from tasks.rules.extensions import is_backdated_request
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
    # A part of another task has deadlines that are older than itself.
    earliest = max(task.deadline_from[-1], task.phase_from[0])
    day = happened(on, now=now, not_before=earliest, field="on", late_reason=late_reason)
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
        detail={
            "extension": extension.pk,
            "old_deadline": extension.old_deadline.isoformat(),
            "new_deadline": new_deadline.isoformat(),
        },
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
    confirmed: date | None = None,
) -> Extension:
    """Grant the extension, or refuse it with a reason; so too to grant another `deadline`.

    One asked on or before the deadline is in force from the day it was asked, one asked later
    from the day it was decided. To grant a request that was recorded later than it was asked, the
    day it was asked has to be `confirmed`. Raises PermissionDenied or Refused.
    """
    act = Act.GRANT_EXTENSION if granted else Act.REFUSE_EXTENSION
    task = take(extension.task, act, by=by, now=now)
    extension = _still_open(extension)
    day = day_of(now)
    extension.decided_by, extension.decided_on = by, day
    extension.instrument = _authorising(instrument, day)
    if granted:
        _check_confirmed(extension, confirmed)
        if deadline not in (None, extension.new_deadline):
            required(reason, field="reason")
        _grant(extension, task, deadline or extension.new_deadline, day)
    else:
        required(reason, field="reason")
        extension.outcome = Outcome.REFUSED
    extension.decision_note = reason.strip()
    extension.save()
    detail = _decision(extension, task)
    record(task, act, by=by, on=day, note=reason, instrument=instrument, detail=detail)
    return extension


def _decision(extension: Extension, task: Task) -> dict[str, Any]:
    """All that was decided, for the history; `since` is the day from which the new one holds."""
    decided = {"extension": extension.pk, "asked_on": extension.asked_on.isoformat()}
    if extension.granted_deadline is None:
        return decided
    return decided | {
        "asked_for": extension.new_deadline.isoformat(),
        "granted_deadline": extension.granted_deadline.isoformat(),
        "since": task.deadline_from[-1].isoformat(),
    }


def _authorising(instrument: Instrument | None, day: date) -> Instrument | None:
    if instrument is not None and instrument.issued_on > day:
        raise Refused(
            _("The instrument had not been issued on that day."),
            code="before_instrument",
            field="instrument",
        )
    return instrument


def _check_confirmed(extension: Extension, confirmed: date | None) -> None:
    if is_backdated_request(extension) and confirmed != extension.asked_on:
        raise Refused(
            _("It is said to have been asked on %(day)s, and was recorded later: check that day.")
            % {"day": extension.asked_on.strftime("%d/%m/%Y")},
            code="request_not_confirmed",
            field="confirmed",
        )


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
