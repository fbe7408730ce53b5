"""A task that is there twice: the duplicate goes, and names the one that stays."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.grounds import Grounds
from tasks.domain.recording import move, since, take
from tasks.domain.verifying import close_requests
from tasks.enums import UNFINISHED, Act, Status
from tasks.models import Instrument, Task
from tracker.clock import day_of
from tracker.lib.refused import Refused

# What a duplicate can be merged into: it is owed, or has been done.
STAYS = frozenset({*UNFINISHED, Status.COMPLETED})


@transaction.atomic
def merge(
    task: Task,
    *,
    into: Task,
    by: User,
    now: datetime,
    reason: str,
    instrument: Instrument | None = None,
    on: date | None = None,
    late_reason: str = "",
) -> Task:
    """The task is a duplicate of `into`, and is owed no longer from the Hanoi day `on`.

    What was handed in for it stays with it; what waits for a decision lapses. Raises
    PermissionDenied, or Refused unless `into` is another task in force of the same programme, and
    not due later unless an instrument says so.
    """
    locked = lock(task.pk, into.pk)
    task, into = take(task, Act.MERGE, by=by, now=now), locked[into.pk]
    _check_stays(task, into)
    why = Grounds(reason, instrument, on, late_reason)
    earliest = max(day for day in (since(task), into.assigned_on) if day)
    day = why.checked(Act.MERGE, now=now, not_before=earliest)
    _check_no_later(task, into, instrument)
    ended = close_requests(task, by=by, on=day_of(now))
    task.replaced_by = into
    move(task, Act.MERGE, on=day)
    return why.recorded(task, Act.MERGE, by=by, on=day, detail=went_to(task, into) | ended)


def lock(*pks: int) -> dict[int, Task]:
    """The tasks by id, locked in the order of their ids, so that no two acts wait in a circle."""
    tasks = Task.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    return {task.pk: task for task in tasks.select_related("clause")}


def went_to(task: Task, into: Task) -> dict[str, Any]:
    """What the history says of a task that another one stands for; both deadlines among it."""
    return {
        "into": into.code,
        "deadline": task.deadline.isoformat() if task.deadline else None,
        "into_deadline": into.deadline.isoformat() if into.deadline else None,
    }


def _check_no_later(task: Task, into: Task, instrument: Instrument | None) -> None:
    """Merging is not a way to a later deadline: that takes an instrument, as an extension would."""
    if task.deadline is None or instrument is not None:
        return
    if into.deadline is None or into.deadline > task.deadline:
        raise Refused(
            _("%(task)s is due later: name the instrument that authorises this.")
            % {"task": into.code},
            code="instrument_missing",
            field="instrument",
        )


def _check_stays(task: Task, into: Task) -> None:
    if into.pk == task.pk or into.is_group or into.programme_id != task.programme_id:
        raise Refused(
            _("Name another task of the same programme, not a group."),
            code="not_another_task",
            field="into",
        )
    if into.status not in STAYS:
        raise Refused(
            _("%(task)s is “%(status)s” now; nothing can be merged into it.")
            % {"task": into.code, "status": into.get_status_display()},
            code="into_not_in_force",
            field="into",
        )
