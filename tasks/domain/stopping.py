"""Tasks that pause or end without a product. Each needs a reason; none changes past figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

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
    late_reason: str = "",
) -> Task:
    """The task is no longer owed from the Hanoi day `on` (by default today)."""
    how = Stop(reason, instrument, on, late_reason)
    return _stop(task, Act.WITHDRAW, by=by, now=now, how=how)


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
    how = Stop(reason, instrument, on, late_reason)
    return _stop(task, Act.END, by=by, now=now, how=how)


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
    how = Stop(reason, instrument, on, late_reason)
    return _stop(task, Act.SUSPEND, by=by, now=now, how=how)


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
    how = Stop(reason, instrument, on, late_reason)
    day = how.checked(task, now=now)
    enter(task, Status(task.phases[-2]), on=day)
    return how.recorded(task, Act.RESUME, by=by, on=day)


@dataclass(frozen=True)
class Stop:
    """Why and by what authority a task stops or goes on, and from which Hanoi day."""

    reason: str
    instrument: Instrument | None
    on: date | None
    late_reason: str

    def checked(self, task: Task, *, now: datetime) -> date:
        """The day. Raises Refused when day, reason or instrument cannot be."""
        day = happened(
            self.on, now=now, not_before=since(task), field="on", late_reason=self.late_reason
        )
        required(self.reason, field="reason")
        if self.instrument is not None and self.instrument.issued_on > day_of(now):
            raise Refused(_("This day lies in the future."), code="future", field="instrument")
        return day

    def recorded(
        self, task: Task, act: Act, *, by: User, on: date, detail: dict[str, Any] | None = None
    ) -> Task:
        """The task, saved as changed by `act`."""
        return record(
            task,
            act,
            by=by,
            on=on,
            note=self.reason,
            late_reason=self.late_reason,
            instrument=self.instrument,
            detail=detail,
        )


@transaction.atomic
def _stop(task: Task, act: Act, *, by: User, now: datetime, how: Stop) -> Task:
    task = take(task, act, by=by, now=now)
    day = how.checked(task, now=now)
    if act is not Act.SUSPEND:
        close_requests(task, by=by, on=day_of(now))
    move(task, act, on=day)
    return how.recorded(task, act, by=by, on=day)
