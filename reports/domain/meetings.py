"""Planning meetings, freezing what is put before them, and calling them off."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from accounts.enums import Role
from accounts.models import Organisation, User
from accounts.queries import seats_of
from reports.domain.freezing import keep
from reports.models import Meeting, Snapshot
from reports.rules.meetings.held import check_held
from tasks.domain.recording import required
from tasks.models import Programme
from tracker.clock import day_of
from tracker.lib.functions import Now
from tracker.lib.refused import Refused


@transaction.atomic
def plan_meeting(
    *,
    by: User,
    now: datetime,
    programme: Programme,
    name: str,
    held_on: date,
    cut_off: date | None = None,
    organisation: Organisation | None = None,
) -> Meeting:
    """A meeting about the programme, or about what `organisation` and all below it lead in it.

    `cut_off` is the Hanoi day that its figures are about, by default that of the meeting.
    Raises PermissionDenied for anyone but a secretary of the programme's owner, Refused for an
    empty name or a cut-off after the meeting.
    """
    check_secretary(programme, by=by, now=now)
    said = _said(name=name, held_on=held_on, cut_off=cut_off or held_on)
    return Meeting.objects.create(programme=programme, organisation=organisation, by=by, **said)


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, by: User, now: datetime, name: str, held_on: date, cut_off: date
) -> Meeting:
    """Say its name or its days anew, until it is frozen. Raises as `plan_meeting`, or Refused."""
    meeting = _taken(meeting, by=by, now=now)
    for field, value in _said(name=name, held_on=held_on, cut_off=cut_off).items():
        setattr(meeting, field, value)
    meeting.save()
    return meeting


@transaction.atomic
def freeze(meeting: Meeting, *, by: User, now: datetime) -> Snapshot:
    """Keep what is recorded now about the cut-off for good. Of two at once one does it.

    All is read from events within one horizon, however many statements that takes. Raises
    PermissionDenied, Refused where it is frozen already or the cut-off has not come,
    CountsDisagree rather than freeze figures of which two computations differ.
    """
    meeting = _taken(meeting, by=by, now=now)
    if meeting.cut_off > day_of(now):
        raise Refused(
            _("The cut-off, %(day)s, has not come yet: nothing can be frozen about it.")
            % {"day": meeting.cut_off.strftime("%d/%m/%Y")},
            code="cut_off_in_the_future",
            field="cut_off",
        )
    try:
        with transaction.atomic():
            return keep(meeting, by=by, now=now)
    except IntegrityError as fault:
        if not isinstance(fault.__cause__, UniqueViolation):
            raise
        raise _frozen_already() from fault


@transaction.atomic
def call_off_meeting(meeting: Meeting, *, by: User, now: datetime, reason: str) -> Meeting:
    """It is not held: nothing is frozen for it and no notice ends it. It stays in the list.

    Raises PermissionDenied, or Refused without a reason, for one that is frozen, that a notice
    concluded, or that was called off already.
    """
    meeting = _taken(meeting, by=by, now=now)
    reason = required(reason, field="reason")
    if meeting.conclusions.filter(untied_at=None).exists():
        raise Refused(_("It was held: a conclusion notice says how it ended."), code="has_a_notice")
    Meeting.objects.filter(pk=meeting.pk).update(
        called_off_at=Now(), called_off_by=by, called_off_reason=reason
    )
    meeting.refresh_from_db()
    return meeting


def may_freeze(meeting: Meeting, *, by: User, on: date) -> bool:
    """Whether that is a secretary of the programme's owner on the Hanoi day `on`."""
    return seats_of(by, on=on).has(Role.SECRETARY, at=meeting.programme.owner_id)


def check_secretary(programme: Programme, *, by: User, now: datetime) -> None:
    """Raises PermissionDenied unless `by` is a secretary of the programme's owner."""
    if not seats_of(by, on=day_of(now)).has(Role.SECRETARY, at=programme.owner_id):
        raise PermissionDenied(_("Only a secretary of the programme prepares its meetings."))


def take(meeting: Meeting, *, by: User, now: datetime) -> Meeting:
    """Locked and read anew. Raises PermissionDenied, or Refused where it was called off."""
    check_secretary(meeting.programme, by=by, now=now)
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("programme", "by")
    taken = locked.get(pk=meeting.pk)
    check_held(taken)
    return taken


def _taken(meeting: Meeting, *, by: User, now: datetime) -> Meeting:
    """Raises as `take`, and Refused where it is frozen."""
    taken = take(meeting, by=by, now=now)
    if Snapshot.objects.filter(meeting=taken).exists():
        raise _frozen_already()
    return taken


def _frozen_already() -> Refused:
    return Refused(_("The figures of this meeting are frozen already."), code="frozen_already")


def _said(*, name: str, held_on: date, cut_off: date) -> dict[str, Any]:
    if not name.strip():
        raise Refused(_("Give the meeting a name."), code="missing", field="name")
    if cut_off > held_on:
        raise Refused(
            _("The cut-off lies after the meeting."), code="cut_off_after_meeting", field="cut_off"
        )
    return {"name": name.strip(), "held_on": held_on, "cut_off": cut_off}
