"""Lock, re-read, check, write, record: what every act on a task has in common.

The record itself is the database's: a trigger copies the changed row into the history. Here the
row is only told by which act, by whom and for which day it is changed.
"""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import Seats, seats_of
from tasks.enums import MOVES, Act, Status
from tasks.models import Instrument, Task
from tasks.queries.workdays import working_calendar
from tasks.rules.lateness import GRACE, needs_reason
from tasks.rules.next_acts import fits
from tasks.rules.permissions import may, stands_in_for
from tracker.clock import day_of
from tracker.lib.refused import Refused


def take(task: Task, act: Act, *, by: User, now: datetime, at: int | None = None) -> Task:
    """The task re-read and locked until the end of the transaction, ready for `act`.

    `at` is the id of the organisation in whose name it is done, where the act leaves that open.
    Raises PermissionDenied when `by` may not do this, Refused when the task's state does not
    allow it.
    """
    locked: Task = (
        Task.objects.select_for_update(of=("self",))
        .select_related("programme", "clause__instrument", "lead")
        .get(pk=task.pk)
    )
    locked.acting_at = at
    seats = _seats_for(act, locked, by=by, now=now)
    locked.acting_for = stands_in_for(act, seats, locked)
    if not fits(act, locked):
        raise Refused(
            _("The task is “%(status)s” now; “%(act)s” is not possible.")
            % {"status": locked.get_status_display(), "act": act.label},
            code="not_in_this_status",
        )
    return locked


def check_may(act: Act, task: Task, *, by: User, now: datetime) -> None:
    """Raises PermissionDenied unless `by` may do `act` to `task` on the day of `now`."""
    _seats_for(act, task, by=by, now=now)


def _seats_for(act: Act, task: Task, *, by: User, now: datetime) -> Seats:
    """The seats of `by` on the day of `now`. Raises PermissionDenied unless they allow `act`."""
    seats = seats_of(by, on=day_of(now))
    if not may(act, seats, task):
        raise PermissionDenied(_("This is not for you to do: it belongs to another role."))
    return seats


def happened(
    on: date | None,
    *,
    now: datetime,
    not_before: date | None,
    field: str,
    late_reason: str = "",
) -> date:
    """The Hanoi day an act happened: `on`, by default today.

    Raises Refused for a day in the future, for one before `not_before` (the acts on a task are
    recorded in the order in which they happened), and for one beyond the grace without a reason.
    """
    today = day_of(now)
    day = on or today
    if day > today:
        raise Refused(_("This day lies in the future."), code="future", field=field)
    if not_before is not None and day < not_before:
        raise Refused(
            _("This day lies before %(day)s, when the task came to where it is now.")
            % {"day": not_before.strftime("%d/%m/%Y")},
            code="out_of_order",
            field=field,
        )
    is_silent = day < today and not late_reason.strip()
    if is_silent and needs_reason(day, today, working_calendar()):
        raise Refused(
            _("Say why this is recorded more than %(days)s working days after it happened.")
            % {"days": GRACE},
            code="late_reason_missing",
            field="late_reason",
        )
    return day


def since(task: Task) -> date | None:
    """The day from which the task has been in its present phase; None for a draft."""
    return task.phase_from[-1] if task.phase_from else None


def move(task: Task, act: Act, *, on: date) -> None:
    """Put the task into the phase to which `act` leads, from the Hanoi day `on`."""
    enter(task, MOVES[act][Status(task.status)], on=on)


def enter(task: Task, status: Status, *, on: date) -> None:
    """Append a phase to the time line; staying in the same phase adds nothing."""
    if task.status != status:
        task.status = status
        task.phases = [*task.phases, status.value]
        task.phase_from = [*task.phase_from, on]


def record(
    task: Task,
    act: Act,
    *,
    by: User | None,
    on: date,
    note: str = "",
    late_reason: str = "",
    instrument: Instrument | None = None,
    detail: dict[str, Any] | None = None,
) -> Task:
    """Save the task as changed by this act; the database writes the event.

    `by` is None where nobody did it: the system found that something had changed.
    """
    task.act, task.act_by, task.act_on, task.act_note = act, by, on, note.strip()
    task.act_late_reason, task.act_instrument = late_reason.strip(), instrument
    task.act_detail = detail or {}
    task.act_for_id = task.acting_for if by is not None else None
    task.revision += 1
    task.save()
    _forget_computed(task)
    return task


def _forget_computed(task: Task) -> None:
    """Read the columns that the database computes anew when they are next asked for."""
    for field in task._meta.concrete_fields:
        if field.generated:
            task.__dict__.pop(field.attname, None)


def required(text: str, *, field: str) -> str:
    """The reason `text` without outer blanks. Raises Refused when nothing is left."""
    if not text.strip():
        raise Refused(_("Say why."), code="reason_missing", field=field)
    return text.strip()


def filled(text: str, *, field: str) -> str:
    """`text` without outer blanks. Raises Refused when nothing is left."""
    if not text.strip():
        raise Refused(_("This field cannot be blank."), code="missing", field=field)
    return text.strip()
