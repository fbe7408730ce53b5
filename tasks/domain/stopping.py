"""Tasks that pause or end without a product. Each needs a reason; none changes past figures."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from tasks.domain.grounds import Grounds
from tasks.domain.recording import enter, move, since, take
from tasks.domain.verifying import close_requests
from tasks.enums import Act, Status
from tasks.models import Instrument, Task
from tracker.clock import day_of


def withdraw(
    task: Task,
    *,
    by: User,
    now: datetime,
    reason: str,
    instrument: Instrument | None = None,
    on: date | None = None,
    late_reason: str = "",
) -> Task:
    """The task is no longer owed from the Hanoi day `on` (by default today)."""
    why = Grounds(reason, instrument, on, late_reason)
    return _stop(task, Act.WITHDRAW, by=by, now=now, why=why)


def end(
    task: Task,
    *,
    by: User,
    now: datetime,
    reason: str,
    instrument: Instrument | None = None,
    on: date | None = None,
    late_reason: str = "",
) -> Task:
    """A regular task runs no longer from the Hanoi day `on` (by default today)."""
    why = Grounds(reason, instrument, on, late_reason)
    return _stop(task, Act.END, by=by, now=now, why=why)


def suspend(
    task: Task,
    *,
    by: User,
    now: datetime,
    reason: str,
    instrument: Instrument | None = None,
    on: date | None = None,
    late_reason: str = "",
) -> Task:
    """The task rests, and counts as in time, from the Hanoi day `on` until it is resumed."""
    why = Grounds(reason, instrument, on, late_reason)
    return _stop(task, Act.SUSPEND, by=by, now=now, why=why)


@transaction.atomic
def resume(
    task: Task,
    *,
    by: User,
    now: datetime,
    reason: str,
    instrument: Instrument | None = None,
    on: date | None = None,
    late_reason: str = "",
) -> Task:
    """A suspended task goes on, from where it was, on the Hanoi day `on`."""
    task = take(task, Act.RESUME, by=by, now=now)
    why = Grounds(reason, instrument, on, late_reason)
    day = why.checked(Act.RESUME, now=now, not_before=since(task))
    enter(task, Status(task.phases[-2]), on=day)
    return why.recorded(task, Act.RESUME, by=by, on=day)


@transaction.atomic
def discard(task: Task, *, by: User, now: datetime, reason: str) -> Task:
    """The task was entered by mistake: it is not owed from today on, and its past stays.

    A group's parent, which can be taken out while it is a draft, takes those of its members with it
    that are drafts still. Raises PermissionDenied or Refused.
    """
    why = Grounds(reason)
    task = _stop(task, Act.DISCARD, by=by, now=now, why=why)
    if task.is_group:
        for member in Task.objects.filter(parent=task, status=Status.DRAFT).order_by("pk"):
            _stop(member, Act.DISCARD, by=by, now=now, why=why)
    return task


@transaction.atomic
def _stop(task: Task, act: Act, *, by: User, now: datetime, why: Grounds) -> Task:
    task = take(task, act, by=by, now=now)
    day = why.checked(act, now=now, not_before=since(task))
    ended = close_requests(task, by=by, on=day_of(now)) if act is not Act.SUSPEND else {}
    move(task, act, on=day)
    return why.recorded(task, act, by=by, on=day, detail=ended)
