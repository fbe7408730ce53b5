"""What co-agencies hand in about their parts. The task's own standing and progress stay as they
are."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.queries import seats_of
from tasks.domain.recording import filled, happened, record, required, take
from tasks.enums import Act, DeliverableKind, Status
from tasks.models import Task
from tasks.rules.parts import JoinedPart, joined_now, parts_of, written
from tasks.rules.permissions import reports_for
from tracker.clock import day_of
from tracker.lib.refused import Refused


@transaction.atomic
def report_part(
    task: Task,
    *,
    by: User,
    now: datetime,
    organisation: Organisation,
    narrative: str,
    percent: int | None = None,
    on: date | None = None,
    late_reason: str = "",
) -> Task:
    """How far the part of `organisation` had come on the Hanoi day `on` (by default today).

    Raises PermissionDenied, or Refused when it joins no longer or has reported its part as done.
    """
    held = _take(task, Act.PART_PROGRESS, organisation, by=by, now=now)
    part = _unfinished(held.part)
    day = happened(on, now=now, not_before=part.owed_from, field="on", late_reason=late_reason)
    if percent is not None and not 0 <= percent <= 100:
        raise Refused(
            _("Per cent run from 0 to 100."), code="percent_out_of_range", field="percent"
        )
    said = {"narrative": filled(narrative, field="narrative"), "percent": percent}
    held.put(_begun_by(part, day).entering(Status.IN_PROGRESS, on=day))
    return held.record(
        Act.PART_PROGRESS, by=by, on=day, note=narrative, late_reason=late_reason, said=said
    )


@transaction.atomic
def finish_part(
    task: Task,
    *,
    by: User,
    now: datetime,
    organisation: Organisation,
    product_kind: str,
    product_number: str,
    product_date: date,
    product_title: str = "",
    note: str = "",
    on: date | None = None,
    late_reason: str = "",
) -> Task:
    """The part of `organisation` was completed on the Hanoi day `on` (by default today).

    Never before the product's own date, and never in the future. Raises PermissionDenied, or
    Refused when it has no date to be held against, joins no longer or was reported already.
    """
    held = _take(task, Act.PART_DONE, organisation, by=by, now=now)
    part = _unfinished(held.part)
    start = part.phase_from[-2] if _first_report(part) else part.phase_from[-1]
    day = happened(on, now=now, not_before=start, field="on", late_reason=late_reason)
    _check_dated(held)
    said = {
        "product_kind": _kind(product_kind),
        "product_number": filled(product_number, field="product_number"),
        "product_date": product_date.isoformat(),
        "product_title": product_title.strip(),
        "completed_on": day.isoformat(),
    }
    if product_date > day:
        raise Refused(
            _("The part cannot be completed before the date of its product."),
            code="before_product",
            field="product_date",
        )
    held.put(_begun_by(part, day).entering(Status.COMPLETED, on=day))
    return held.record(Act.PART_DONE, by=by, on=day, note=note, late_reason=late_reason, said=said)


@transaction.atomic
def return_part(
    task: Task, *, by: User, now: datetime, organisation: Organisation, reason: str
) -> Task:
    """The lead does not take the part as done: it is in progress again from today.

    Raises PermissionDenied, or Refused without a reason or when it is not reported as done.
    """
    held = _take(task, Act.PART_RETURN, organisation, by=by, now=now)
    reason = required(reason, field="reason")
    if not held.part.is_done:
        raise Refused(_("This part has not been reported as done."), code="part_not_done")
    day = day_of(now)
    held.put(held.part.entering(Status.IN_PROGRESS, on=day))
    return held.record(Act.PART_RETURN, by=by, on=day, note=reason)


@dataclass(frozen=True)
class _Held:
    """A locked task, and the part of one organisation in it."""

    task: Task
    organisation: Organisation
    part: JoinedPart

    def put(self, part: JoinedPart) -> None:
        """Write the part back in its place."""
        self.task.parts = written(
            part if other.organisation == part.organisation else other
            for other in parts_of(self.task)
        )

    def record(self, act: Act, *, said: dict[str, Any] | None = None, **how: Any) -> Task:
        """The task, saved as changed by `act`, with all that was `said` about the part."""
        detail = {"organisation": self.organisation.code, "part": self.part.part}
        return record(self.task, act, detail=detail | (said or {}), **how)


def _take(task: Task, act: Act, organisation: Organisation, *, by: User, now: datetime) -> _Held:
    """Raises PermissionDenied when `by` does not report for `organisation`."""
    task = take(task, act, by=by, now=now)
    if act is not Act.PART_RETURN:
        seats = seats_of(by, on=day_of(now))
        if not reports_for(seats, organisation.pk):
            raise PermissionDenied(_("This is not for you to do: it belongs to another role."))
        own = reports_for(seats.own, organisation.pk)
        task.acting_for = None if own else seats.lent.get(organisation.pk)
    for part in joined_now(task):
        if part.organisation == organisation.pk:
            return _Held(task, organisation, part)
    raise Refused(
        _("This organisation does not join the task."), code="does_not_join", field="organisation"
    )


def _unfinished(part: JoinedPart) -> JoinedPart:
    if part.is_done:
        raise Refused(_("This part has been reported as done already."), code="part_done")
    return part


def _first_report(part: JoinedPart) -> bool:
    """Whether it is in progress because progress was reported, not after a return."""
    return part.phases[-2:] == (Status.ASSIGNED, Status.IN_PROGRESS)


def _begun_by(part: JoinedPart, day: date) -> JoinedPart:
    """What was completed on `day` had been begun by then, whenever that was first reported."""
    if not _first_report(part):
        return part
    *before, started = part.phase_from
    return replace(part, phase_from=(*before, min(started, day)))


def _check_dated(held: _Held) -> None:
    if held.part.deadline is None and not held.task.deadlines:
        raise Refused(
            _("Neither the task nor this part has a date: report its progress instead."),
            code="part_without_date",
        )


def _kind(kind: str) -> str:
    if kind not in DeliverableKind.values:
        raise Refused(
            _("There is no such kind of product."), code="unknown_product", field="product_kind"
        )
    return kind
