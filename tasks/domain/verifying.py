"""What a secretary decides on a submission."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.judging import judge
from tasks.domain.obstacles import close_obstacles
from tasks.domain.recording import move, record, required, take
from tasks.domain.submitting import check_count
from tasks.enums import Act, Outcome, Status
from tasks.models import Extension, Submission, Task
from tasks.rules.claims import is_backdated
from tracker.clock import day_of
from tracker.lib.refused import Refused


@transaction.atomic
def accept(
    task: Task, *, by: User, now: datetime, confirmed: date | None = None, note: str = ""
) -> Task:
    """Accept the open submission: the task was completed on the day it claims.

    A claim for a day before it was recorded needs that day `confirmed`. A request for extension
    that is still open lapses. Raises PermissionDenied or Refused.
    """
    task = take(task, Act.ACCEPT, by=by, now=now)
    claim = _open_submission(task).get()
    _check_confirmed(claim, confirmed)
    check_count(task, claim.count)
    day = day_of(now)
    closed = close_requests(task, by=by, on=day, submission=Outcome.ACCEPTED, note=note)
    task.status = Status.COMPLETED
    task.phases = [*task.phases[:-1], Status.COMPLETED.value]
    task.percent = 100
    task.counted = task.counted if claim.count is None else claim.count
    detail = {"completed_on": task.phase_from[-1].isoformat()} | closed
    return record(task, Act.ACCEPT, by=by, on=day, note=note, detail=detail)


@transaction.atomic
def send_back(task: Task, *, by: User, now: datetime, reason: str) -> Task:
    """Return the open submission: the task is in progress again from today.

    Raises PermissionDenied, or Refused when there is no reason or nothing to return.
    """
    task = take(task, Act.RETURN, by=by, now=now)
    reason = required(reason, field="reason")
    day = day_of(now)
    claim = _open_submission(task).get()
    claim.outcome, claim.decision_note = Outcome.RETURNED, reason
    claim.decided_by, claim.decided_on = by, day
    claim.save()
    move(task, Act.RETURN, on=day)
    detail = {"submission": claim.pk, "completed_on": claim.completed_on.isoformat()}
    return record(task, Act.RETURN, by=by, on=day, note=reason, detail=detail)


@transaction.atomic
def revoke_acceptance(task: Task, *, by: User, now: datetime, reason: str) -> Task:
    """Take the acceptance back: the task is in progress again from today.

    The days it was completed stay completed; a new claim names today or later. How far it has come
    is again what was last reported. Raises PermissionDenied, or Refused when there is no reason or
    nothing to revoke.
    """
    task = take(task, Act.REVOKE, by=by, now=now)
    reason = required(reason, field="reason")
    day, completed_on = day_of(now), task.phase_from[-1]
    claim = Submission.objects.get(task=task, outcome=Outcome.ACCEPTED)
    claim.outcome, claim.revocation_reason = Outcome.REVOKED, reason
    claim.revoked_by, claim.revoked_on = by, day
    claim.save()
    move(task, Act.REVOKE, on=day)
    task.percent, task.counted = _last_reported(task)
    judge(task, on=day)
    detail = {"submission": claim.pk, "completed_on": completed_on.isoformat()}
    return record(task, Act.REVOKE, by=by, on=day, note=reason, detail=detail)


def _last_reported(task: Task) -> tuple[int, int | None]:
    """Per cent and count as of the newest updates that say so; an acceptance had set both."""
    updates = task.updates.order_by("-happened_on", "-pk")
    percent = updates.exclude(percent=None).values_list("percent", flat=True).first()
    count = updates.exclude(count=None).values_list("count", flat=True).first()
    return percent or 0, count


def close_requests(
    task: Task, *, by: User, on: date, submission: Outcome = Outcome.LAPSED, note: str = ""
) -> dict[str, Any]:
    """End what is still undecided about a task that is completed or no longer in force.

    Returns what was ended, as the history names it: the ids of a `submission` and of an
    `extension_lapsed`.
    """
    decided = {"decided_by": by, "decided_on": on}
    ended: dict[str, Any] = {}
    if claim := _open_submission(task).first():
        ended["submission"] = claim.pk
        _open_submission(task).update(outcome=submission, decision_note=note, **decided)
    close_obstacles(task, by=by, on=on)
    requests = Extension.objects.filter(task=task, outcome=Outcome.PENDING)
    if request := requests.first():
        ended["extension_lapsed"] = request.pk
        requests.update(outcome=Outcome.LAPSED, **decided)
    return ended


def _check_confirmed(claim: Submission, confirmed: date | None) -> None:
    if is_backdated(claim) and confirmed != claim.completed_on:
        raise Refused(
            _("The claim names %(day)s, a day before it was recorded: check and confirm that day.")
            % {"day": claim.completed_on.strftime("%d/%m/%Y")},
            code="claim_not_confirmed",
            field="confirmed",
        )


def _open_submission(task: Task) -> QuerySet[Submission]:
    return Submission.objects.filter(task=task, outcome=Outcome.PENDING)
