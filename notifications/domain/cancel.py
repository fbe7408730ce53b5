"""Ending planned notices that no longer hold."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from notifications.enums import Cause, NoticeState, Reason
from notifications.models import Agenda, Notice
from notifications.queries.due import Occasion, due_on
from tasks.enums import UNFINISHED, Status
from tracker.lib.functions import Now

# A task is over, or rests, in these: that is why nobody hears of its deadline any more.
SAYS_WHY = frozenset(Reason.values)


def cancel_stale(notices: Sequence[Notice], *, day: date) -> list[Notice]:
    """Cancel those of `notices` that are not due any more on `day`; returns the others.

    They are locked, planned, and have their task and rung. Where only the reader has changed, the
    task comes on the agenda, so that whoever took over is told.
    """
    due = due_on(day, tasks={notice.task_id for notice in notices})
    holds = {(one.task, one.about) for one in due}
    told = {(one.task, one.about, one.recipient) for one in due}
    stale: dict[Reason, list[Notice]] = defaultdict(list)
    for notice in notices:
        if occasion_of(notice) not in due:
            key = notice.task_id, notice.about
            later = (*key, notice.recipient_id) in told
            stale[_why(notice, later=later, holds=key in holds)].append(notice)
    for reason, group in stale.items():
        _cancel(group, reason, day)
    return [notice for notice in notices if occasion_of(notice) in due]


def occasion_of(notice: Notice) -> Occasion:
    """The key of `notice`."""
    return Occasion(notice.task_id, notice.about, notice.recipient_id, notice.step)


def _cancel(notices: Sequence[Notice], reason: Reason, day: date) -> None:
    ids = [notice.pk for notice in notices]
    Notice.objects.filter(pk__in=ids, state=NoticeState.PLANNED).update(
        state=NoticeState.CANCELLED, reason=reason, settled_at=Now(), message=None
    )
    if reason is Reason.RECIPIENT_GONE:
        tasks = {notice.task_id for notice in notices}
        Agenda.objects.bulk_create(Agenda(task_id=task, on_day=day) for task in tasks)


def _why(notice: Notice, *, later: bool, holds: bool) -> Reason:
    """`later`: a later step about the same for the same person; `holds`: somebody is told of it."""
    task, cause = notice.task, notice.rung.cause
    owed = UNFINISHED if cause != Cause.DEADLINE else (Status.ASSIGNED, Status.IN_PROGRESS)
    if task.status not in owed and task.status in SAYS_WHY:
        return Reason(task.status)
    if not notice.rung.is_active:
        return Reason.RUNG_RETIRED
    if later:
        return Reason.LATER_RUNG
    if holds or cause == Cause.UNHEARD:
        return Reason.RECIPIENT_GONE
    return _settled(notice)


def _settled(notice: Notice) -> Reason:
    """Nobody is told of it any more: it is over, or whoever was told has gone without a heir."""
    task = notice.task
    if notice.rung.cause == Cause.DEADLINE:
        moved = task.deadline != notice.anchor
        return Reason.DEADLINE_CHANGED if moved else Reason.RECIPIENT_GONE
    return Reason.MENDED if notice.rung.cause == Cause.UNCLEAR else Reason.SETTLED
