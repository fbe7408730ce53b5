"""The claim that a task is completed: it names the product and carries its proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.proving import attach, check_files, described
from tasks.domain.recording import happened, move, record, since, take
from tasks.enums import Act, Status
from tasks.models import Submission, Task
from tasks.rules.claims import missing_count
from tracker.lib.refused import Refused


@dataclass(frozen=True)
class Claim:
    """What a submission says: columns of the same names."""

    product_kind: str
    product_number: str
    product_date: date
    product_title: str
    count: int | None
    no_evidence_reason: str
    note: str


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
    count: int | None = None,
    evidence: "Sequence[File[bytes]]" = (),
    no_evidence_reason: str = "",
    note: str = "",
    completed_on: date | None = None,
    late_reason: str = "",
) -> Submission:
    """Claim that the task was completed on the Hanoi day `completed_on` (by default today).

    The claim names the product; its day is never before the product's own date and never in the
    future. It carries at least one file of `evidence` or says why none can be attached, and where
    the deliverable is to be counted, how many there are. Raises PermissionDenied or Refused.
    """
    task = take(task, Act.SUBMIT, by=by, now=now)
    claim = Claim(
        product_kind,
        product_number.strip(),
        product_date,
        product_title.strip(),
        count,
        no_evidence_reason.strip(),
        note.strip(),
    )
    earliest = claimable_from(task)
    day = happened(
        completed_on, now=now, not_before=earliest, field="completed_on", late_reason=late_reason
    )
    _check_product(claim, day)
    check_count(task, claim.count)
    files = check_files(evidence, or_else=claim.no_evidence_reason)
    submission = Submission.objects.create(task=task, completed_on=day, by=by, **vars(claim))
    attach(submission, files)
    begun_by(task, day)
    move(task, Act.SUBMIT, on=day)
    detail = said(submission)
    record(task, Act.SUBMIT, by=by, on=day, note=note, late_reason=late_reason, detail=detail)
    return submission


def said(submission: Submission) -> dict[str, Any]:
    """The whole claim, for the history: what it names, and each file with its digest."""
    return {
        "submission": submission.pk,
        "completed_on": submission.completed_on.isoformat(),
        "product": {
            "kind": submission.product_kind,
            "number": submission.product_number,
            "date": submission.product_date.isoformat(),
            "title": submission.product_title,
        },
        "count": submission.count,
        "evidence": [described(one) for one in submission.evidence.all()],
        "no_evidence_reason": submission.no_evidence_reason,
    }


def check_count(task: Task, count: int | None) -> None:
    """Raises Refused where so many are to be delivered and `count` does not reach them."""
    if count is not None and count < 0:
        raise Refused(_("A count is not negative."), code="count_out_of_range", field="count")
    if missing := missing_count(task, count):
        raise Refused(
            _(
                "%(target)d %(measure)s are to be delivered, and %(missing)d of them are missing. "
                "Submit when all are done; the target changes only by editing the deliverable."
            )
            % {
                "target": task.deliverable_count,
                "measure": task.deliverable_measure,
                "missing": missing,
            },
            code="count_missing" if count is None else "count_short",
            field="count",
        )


def _check_product(claim: Claim, day: date) -> None:
    if not claim.product_number:
        raise Refused(
            _("Give the number of the product."), code="product_missing", field="product_number"
        )
    if claim.product_date > day:
        raise Refused(
            _("The task cannot be completed before the date of its product."),
            code="before_product",
            field="product_date",
        )


def claimable_from(task: Task) -> date | None:
    """The first day a claim may name: a product can be older than the first report on it."""
    return task.phase_from[-2] if first_report(task) else since(task)


def begun_by(task: Task, day: date) -> None:
    """What was completed on `day` had been begun by then, whenever that was first reported."""
    if first_report(task):
        task.phase_from = [*task.phase_from[:-1], min(task.phase_from[-1], day)]


def first_report(task: Task) -> bool:
    """Whether the task is in progress because progress was reported, not after a return."""
    return bool(task.phases[-2:] == [Status.ASSIGNED, Status.IN_PROGRESS])
