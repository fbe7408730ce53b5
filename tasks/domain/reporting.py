"""What the lead hands in: progress, and the claim that a task is completed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.recording import happened, move, record, since, take
from tasks.enums import Act, Status
from tasks.models import ProgressUpdate, Submission, Task
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
    on: date | None = None,
    late_reason: str = "",
) -> ProgressUpdate:
    """How far the task had come on the Hanoi day `on` (by default today).

    `percent` is 0 to 100; `count` is so many of the deliverable's target. Raises PermissionDenied
    or Refused.
    """
    task = take(task, Act.PROGRESS, by=by, now=now)
    start = since(task) if task.status == Status.ASSIGNED else task.assigned_on
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
    return update


@transaction.atomic
def submit(
    task: Task,
    *,
    by: User,
    now: datetime,
    product_kind: str,
    product_number: str,
    product_date: date,
    product_title: str = "",
    note: str = "",
    completed_on: date | None = None,
    late_reason: str = "",
) -> Submission:
    """Claim that the task was completed on the Hanoi day `completed_on` (by default today).

    The claim names the product; its day is never before the product's own date and never in the
    future. Raises PermissionDenied or Refused.
    """
    task = take(task, Act.SUBMIT, by=by, now=now)
    day = happened(
        completed_on,
        now=now,
        not_before=_claimable_from(task),
        field="completed_on",
        late_reason=late_reason,
    )
    if not product_number.strip():
        raise Refused(
            _("Give the number of the product."), code="product_missing", field="product_number"
        )
    if product_date > day:
        raise Refused(
            _("The task cannot be completed before the date of its product."),
            code="before_product",
            field="product_date",
        )
    submission = Submission.objects.create(
        task=task,
        completed_on=day,
        product_kind=product_kind,
        product_number=product_number.strip(),
        product_date=product_date,
        product_title=product_title.strip(),
        note=note.strip(),
        by=by,
    )
    _begun_by(task, day)
    move(task, Act.SUBMIT, on=day)
    detail = {"submission": submission.pk}
    record(task, Act.SUBMIT, by=by, on=day, note=note, late_reason=late_reason, detail=detail)
    return submission


def _claimable_from(task: Task) -> date | None:
    """The first day a claim may name: a product can be older than the first report on it."""
    return task.phase_from[-2] if _first_report(task) else since(task)


def _begun_by(task: Task, day: date) -> None:
    """What was completed on `day` had been begun by then, whenever that was first reported."""
    if _first_report(task):
        task.phase_from = [*task.phase_from[:-1], min(task.phase_from[-1], day)]


def _first_report(task: Task) -> bool:
    """Whether the task is in progress because progress was reported, not after a return."""
    return bool(task.phases[-2:] == [Status.ASSIGNED, Status.IN_PROGRESS])


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
