"""Ending planned notices that no longer hold."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from notifications.enums import NoticeState, Reason
from notifications.models import GapNotice, Notice
from notifications.queries.due import Occasion, due_on
from notifications.queries.unclear import GapOccasion, unclear_on
from tasks.enums import OPEN, UNFINISHED, Status
from tasks.models import Task
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


def cancel_mended(notices: Sequence[GapNotice], *, day: date) -> list[GapNotice]:
    """The same for notices of gaps: those that do not hold any more on `day` are cancelled."""
    due = unclear_on(day, tasks={notice.task_id for notice in notices})
    lacking = {(occasion.task, occasion.clarity, occasion.since) for occasion in due}
    for notice in notices:
        if gap_of(notice) not in due:
            still = (notice.task_id, notice.clarity, notice.since) in lacking
            GapNotice.objects.filter(pk=notice.pk, state=NoticeState.PLANNED).update(
                state=NoticeState.CANCELLED,
                reason=_why_not(notice.task, still=still),
                settled_at=Now(),
                message=None,
            )
    return [notice for notice in notices if gap_of(notice) in due]


def gap_of(notice: GapNotice) -> GapOccasion:
    """The key of `notice`."""
    return GapOccasion(notice.task_id, notice.clarity, notice.since, notice.recipient_id)


def _why_not(task: Task, *, still: bool) -> Reason:
    """`still`: the clarity is lacking, but for somebody else to supply."""
    if task.status not in UNFINISHED:
        return Reason(Status(task.status).value)
    return Reason.RECIPIENT_GONE if still else Reason.MENDED


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
