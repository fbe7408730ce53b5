from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.joining import begin_parts
from tasks.domain.judging import judge
from tasks.domain.recording import happened, move, record, take
from tasks.enums import Act, Status
from tasks.models import Task
from tasks.queries.clarity import Mending, mending_of
from tasks.rules.clarity import last_gaps
from tracker.clock import day_of
from tracker.lib.refused import Refused

NAMED = 5  # so many unclear members of a group are named in a refusal, the others counted


@transaction.atomic
def assign(
    task: Task,
    *,
    by: User,
    now: datetime,
    on: date | None = None,
    late_reason: str = "",
    reason: str = "",
) -> Task:
    """Hand the draft out: from the Hanoi day `on` (by default today) its lead owes it.

    A group's parent takes those members with it that are drafts still. A task that lacks one of
    the six clarities needs a written `reason`, and counts as unclear until mended. Raises
    PermissionDenied, or Refused when there is no lead, no such reason, the deadline lies before the
    assignment, or it is no draft.
    """
    task = take(task, Act.ASSIGN, by=by, now=now)
    day = happened(on, now=now, not_before=None, field="on", late_reason=late_reason)
    members = _members(task)
    for each in (task, *members):
        _check_complete(each, day)
        _begin(each, day)
    _check_clear((task, *members), reason, today=day_of(now))
    for each in (task, *members):
        _hand_out(each, by=by, on=day, late_reason=late_reason, reason=reason)
    return task


def _members(task: Task) -> Sequence[Task]:
    """The drafts of a group, locked; none for a task of its own."""
    if not task.is_group:
        return ()
    drafts = Task.objects.filter(parent=task, status=Status.DRAFT).order_by("pk")
    related = drafts.select_related("programme", "clause__instrument", "lead")
    return list(related.select_for_update(of=("self",)))


def _begin(task: Task, day: date) -> None:
    """What was written down for the draft holds from the Hanoi day `day`."""
    if task.deadlines and task.split_from_id is None:
        task.deadline_from = [day]
    if task.leads:
        task.lead_from = [day]
    begin_parts(task, on=day)
    judge(task, on=day)


def _hand_out(task: Task, *, by: User, on: date, late_reason: str, reason: str) -> None:
    """A member of a group carries the reason only if it is unclear itself."""
    gaps = last_gaps(task)
    note = reason if gaps or task.parent_id is None else ""
    detail = {"unclear": gaps} if gaps else None
    move(task, Act.ASSIGN, on=on)
    record(task, Act.ASSIGN, by=by, on=on, note=note, late_reason=late_reason, detail=detail)


def _check_clear(tasks: Iterable[Task], reason: str, *, today: date) -> None:
    unclear = [task for task in tasks if last_gaps(task)]
    if not unclear or reason.strip():
        return
    mending = mending_of(unclear, on=today)
    lacking = [
        f"{task.code}: {'; '.join(map(_missing, mending[task.pk]))}" for task in unclear[:NAMED]
    ]
    if len(unclear) > NAMED:
        lacking.append(_("and %(count)d more tasks") % {"count": len(unclear) - NAMED})
    raise Refused(
        _("Mend what is unclear first, or give a written reason for assigning it so. %(lacking)s")
        % {"lacking": ". ".join(lacking)},
        code="unclear",
        field="reason",
    )


def _missing(mending: Mending) -> str:
    """One gap, and who has to close it."""
    names = ", ".join(map(str, mending.menders)) or _("nobody in office")
    words = {"clarity": mending.clarity.label, "names": names}
    return _("“%(clarity)s” is missing, to be supplied by %(names)s") % words


def _check_complete(task: Task, day: date) -> None:
    if task.lead is None and not task.is_group:
        raise Refused(
            _("Name the organisation that leads before you assign."),
            code="lead_missing",
            field="lead",
        )
    if day < task.clause.instrument.issued_on:
        raise Refused(
            _("The instrument had not been issued on that day."),
            code="before_instrument",
            field="on",
        )
    # A part of another task has the deadlines of the whole, passed or not.
    if task.deadlines and task.deadlines[0] < day and task.split_from_id is None:
        raise Refused(
            _("The deadline lies before the day of assignment."),
            code="deadline_before_assignment",
            field="deadline",
        )
