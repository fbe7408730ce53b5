"""Ending planned notices that no longer hold."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from notifications.enums import NoticeState, Reason
from notifications.models import Notice
from notifications.queries.due import Occasion, due_on
from tasks.enums import OPEN, Status
from tracker.lib.functions import Now


def cancel_stale(notices: Sequence[Notice], *, day: date) -> list[Notice]:
    """Cancel those of `notices` that are not due any more on `day`; returns the others.

    They are locked, planned, and have their task and rung.
    """
    due = due_on(day, tasks={notice.task_id for notice in notices})
    told = {(occasion.task, occasion.recipient) for occasion in due}
    stale: dict[Reason, list[int]] = defaultdict(list)
    for notice in notices:
        if occasion_of(notice) not in due:
            later = (notice.task_id, notice.recipient_id) in told
            stale[_why(notice, later=later)].append(notice.pk)
    for reason, ids in stale.items():
        Notice.objects.filter(pk__in=ids, state=NoticeState.PLANNED).update(
            state=NoticeState.CANCELLED, reason=reason, settled_at=Now(), message=None
        )
    return [notice for notice in notices if occasion_of(notice) in due]


def occasion_of(notice: Notice) -> Occasion:
    """The key of `notice`."""
    return Occasion(
        notice.task_id, notice.rung_id, notice.recipient_id, notice.deadline, notice.due_day
    )


def _why(notice: Notice, *, later: bool) -> Reason:
    """`later`: another rung of the same task is due for the same person."""
    task = notice.task
    if task.status not in OPEN:
        return Reason(Status(task.status).value)
    if task.deadline != notice.deadline:
        return Reason.DEADLINE_CHANGED
    if later:
        return Reason.LATER_RUNG
    return Reason.RECIPIENT_GONE if notice.rung.is_active else Reason.RUNG_RETIRED
