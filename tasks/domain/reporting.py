"""What the lead reports: how far a task has come."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from tasks.domain.obstacles import raise_obstacle
from tasks.domain.recording import happened, move, record, since, take
from tasks.domain.submitting import begun_by, claimable_from, first_report
from tasks.enums import Act, Status
from tasks.models import ProgressUpdate, Task
from tracker.lib.refused import Refused


@transaction.atomic
def report_progress(
    task: Task,
    *,
    by: User,
    now: datetime,
    percent: int | None = None,
    count: int | None = None,
    narrative: str = "",
    obstacle: str = "",
    asked: Organisation | None = None,
    answer_by: date | None = None,
    on: date | None = None,
    late_reason: str = "",
) -> ProgressUpdate:
    """How far the task had come on the Hanoi day `on` (by default today).

    `percent` is 0 to 100; `count` is so many of the deliverable's target. An `obstacle` is raised
    with it: `asked` must answer it by the day `answer_by` (see `raise_obstacle`). Raises
    PermissionDenied or Refused.
    """
    task = take(task, Act.PROGRESS, by=by, now=now)
    start = _reportable_from(task)
    day = happened(on, now=now, not_before=start, field="on", late_reason=late_reason)
    percent = _percent(task, percent, count)
    if percent is None and count is None and not narrative.strip() and not obstacle.strip():
        raise Refused(
            _("Say how far the task has come, what was done, or what stands in the way."),
            code="nothing_reported",
            field="percent",
        )
    newest = not task.updates.filter(happened_on__gt=day).exists()
    update = ProgressUpdate.objects.create(
        task=task,
        happened_on=day,
        percent=percent,
        count=count,
        narrative=narrative.strip(),
        obstacle=obstacle.strip(),
        by=by,
    )
    if newest:
        task.percent = task.percent if percent is None else percent
        task.counted = task.counted if count is None else count
    begun_by(task, day)
    move(task, Act.PROGRESS, on=day)
    detail = {"update": update.pk, "percent": percent, "count": count}
    record(
        task,
        Act.PROGRESS,
        by=by,
        on=day,
        note=update.narrative,
        late_reason=late_reason,
        detail=detail,
    )
    if update.obstacle:
        raise_obstacle(
            task,
            by=by,
            now=now,
            text=update.obstacle,
            asked=asked,
            answer_by=answer_by,
            on=day,
            late_reason=late_reason,
        )
    return update


def _reportable_from(task: Task) -> date | None:
    """The first day a report may be about: since the task is owed, or since its work began.

    An earlier report than the first takes the start of the work back, unless something has
    happened to the task since.
    """
    if Status.IN_PROGRESS not in task.phases:
        return since(task)
    if first_report(task):
        return claimable_from(task)
    begun: date = task.phase_from[task.phases.index(Status.IN_PROGRESS)]
    return begun


def _percent(task: Task, percent: int | None, count: int | None) -> int | None:
    """The reported percentage, or the one that a count of the target amounts to."""
    if percent is not None and not 0 <= percent <= 100:
        raise Refused(
            _("Per cent run from 0 to 100."), code="percent_out_of_range", field="percent"
        )
    if count is not None and count < 0:
        raise Refused(_("A count is not negative."), code="count_out_of_range", field="count")
    if percent is None and count is not None and task.deliverable_count:
        return min(100, count * 100 // task.deliverable_count)
    return percent
