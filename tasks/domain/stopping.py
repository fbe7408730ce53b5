"""Tasks that pause or end without a product. Each needs a reason; none changes past figures."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.recording import enter, happened, move, record, required, since, take
from tasks.domain.verifying import close_requests
from tasks.enums import Act, Status
from tasks.models import Instrument, Task
from tracker.clock import day_of
from tracker.lib.refused import Refused


def withdraw(
    task: Task,
    *,
    by: User,
    now: datetime,
    reason: str,
    instrument: Instrument | None = None,
    on: date | None = None,
) -> Task:
    """The task is no longer owed from the Hanoi day `on` (by default today)."""
    return _stop(task, Act.WITHDRAW, by=by, now=now, reason=reason, instrument=instrument, on=on)


def end(
    task: Task,
    *,
    by: User,
    now: datetime,
    reason: str,
    instrument: Instrument | None = None,
    on: date | None = None,
) -> Task:
    """A regular task runs no longer from the Hanoi day `on` (by default today)."""
    return _stop(task, Act.END, by=by, now=now, reason=reason, instrument=instrument, on=on)


def suspend(
    task: Task,
    *,
    by: User,
    now: datetime,
    reason: str,
    instrument: Instrument | None = None,
    on: date | None = None,
) -> Task:
    """The task rests, and counts as in time, from the Hanoi day `on` until it is resumed."""
    return _stop(task, Act.SUSPEND, by=by, now=now, reason=reason, instrument=instrument, on=on)


@transaction.atomic
def resume(task: Task, *, by: User, now: datetime, reason: str, on: date | None = None) -> Task:
    """A suspended task goes on, from where it was, on the Hanoi day `on`."""
    task = take(task, Act.RESUME, by=by, now=now)
    day = happened(on, now=now, not_before=since(task), field="on")
    reason = required(reason, field="reason")
    enter(task, Status(task.phases[-2]), on=day)
    return record(task, Act.RESUME, by=by, on=day, note=reason)


@transaction.atomic
def _stop(
    task: Task,
    act: Act,
    *,
    by: User,
    now: datetime,
    reason: str,
    instrument: Instrument | None,
    on: date | None,
) -> Task:
    task = take(task, act, by=by, now=now)
    day = happened(on, now=now, not_before=since(task), field="on")
    reason = required(reason, field="reason")
    if instrument is not None and instrument.issued_on > day_of(now):
        raise Refused(_("This day lies in the future."), code="future", field="instrument")
    if act is not Act.SUSPEND:
        close_requests(task, by=by, on=day_of(now))
    move(task, act, on=day)
    detail = {"instrument": instrument.number} if instrument else {}
    return record(task, act, by=by, on=day, note=reason, detail=detail)
