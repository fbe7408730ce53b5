"""What a secretary decides on a submission."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.recording import move, record, required, take
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
    _check_confirmed(_open_submission(task).get(), confirmed)
    day = day_of(now)
    close_requests(task, by=by, on=day, submission=Outcome.ACCEPTED, note=note)
    task.status = Status.COMPLETED
    task.phases = [*task.phases[:-1], Status.COMPLETED.value]
    task.percent = 100
    detail = {"completed_on": task.phase_from[-1].isoformat()}
    return record(task, Act.ACCEPT, by=by, on=day, note=note, detail=detail)


@transaction.atomic
def send_back(task: Task, *, by: User, now: datetime, reason: str) -> Task:
    """Return the open submission: the task is in progress again from today.

    Raises PermissionDenied, or Refused when there is no reason or nothing to return.
    """
    task = take(task, Act.RETURN, by=by, now=now)
    reason = required(reason, field="reason")
    day = day_of(now)
    _open_submission(task).update(
        outcome=Outcome.RETURNED, decided_by=by, decided_on=day, decision_note=reason
    )
    move(task, Act.RETURN, on=day)
    return record(task, Act.RETURN, by=by, on=day, note=reason)


def close_requests(
    task: Task, *, by: User, on: date, submission: Outcome = Outcome.LAPSED, note: str = ""
) -> None:
    """End what is still undecided about a task that is completed or no longer in force."""
    decided = {"decided_by": by, "decided_on": on, "decision_note": note}
    _open_submission(task).update(outcome=submission, **decided)
    Extension.objects.filter(task=task, outcome=Outcome.PENDING).update(
        outcome=Outcome.LAPSED, decided_by=by, decided_on=on
    )


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
