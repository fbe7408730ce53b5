"""The notices in which a meeting ended: entered from its page, or tied to it afterwards."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from accounts.models import Organisation, User
from reports.domain.meetings import check_secretary, take
from reports.models import Conclusion, Meeting
from reports.queries.meetings.concluded import drafted_since
from tasks.domain import enter_instrument
from tasks.enums import InstrumentKind
from tasks.models import Instrument
from tracker.lib.functions import Now
from tracker.lib.refused import Refused


@transaction.atomic
def conclude(
    meeting: Meeting,
    *,
    by: User,
    now: datetime,
    number: str,
    title: str,
    issuer: Organisation,
    issued_on: date,
    source_url: str = "",
    clauses: Iterable[Any] = (),
) -> Conclusion:
    """Enter the notice in which the meeting ended, with its clauses, and tie it to the meeting.

    Raises PermissionDenied, or Refused as `enter_instrument`, for a notice older than the meeting,
    and for one of a meeting that has not been held or was called off.
    """
    meeting = take(meeting, by=by, now=now)
    _check_day(meeting, issued_on, field="issued_on")
    notice = enter_instrument(
        by=by,
        now=now,
        kind=InstrumentKind.CONCLUSION_NOTICE,
        number=number,
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        source_url=source_url,
        clauses=clauses,
    )
    return Conclusion.objects.create(meeting=meeting, instrument=notice, by=by)


@transaction.atomic
def tie_notice(meeting: Meeting, *, by: User, now: datetime, instrument: Instrument) -> Conclusion:
    """The meeting ended in this notice, which was entered elsewhere. Its tasks lead back to it.

    Raises PermissionDenied, or Refused for what is no conclusion notice, is older than the
    meeting, or is tied to a meeting already. Of two at once one does it.
    """
    meeting = take(meeting, by=by, now=now)
    if instrument.kind != InstrumentKind.CONCLUSION_NOTICE:
        raise Refused(
            _("%(number)s is no conclusion notice.") % {"number": instrument.number},
            code="no_notice",
            field="instrument",
        )
    _check_day(meeting, instrument.issued_on, field="instrument")
    try:
        with transaction.atomic():
            return Conclusion.objects.create(meeting=meeting, instrument=instrument, by=by)
    except IntegrityError as fault:
        if not isinstance(fault.__cause__, UniqueViolation):
            raise
        raise _tied_already(instrument) from fault


@transaction.atomic
def untie_notice(
    meeting: Meeting, *, by: User, now: datetime, instrument: Instrument
) -> Conclusion:
    """The meeting did not end in this notice, after all. Who tied it, and when, stays on record.

    Raises PermissionDenied, or Refused where it is not tied to the meeting, and once tasks have
    been drafted from it since: they lead back to the meeting.
    """
    check_secretary(meeting.programme, by=by, now=now)
    tied = Conclusion.objects.select_for_update().filter(
        meeting=meeting, instrument=instrument, untied_at=None
    )
    conclusion = tied.first()
    if conclusion is None:
        raise Refused(
            _("%(number)s is not tied to this meeting.") % {"number": instrument.number},
            code="not_tied",
            field="instrument",
        )
    if drafted_since([conclusion]):
        raise Refused(
            _("Tasks have been drafted from %(number)s since: it stays with the meeting.")
            % {"number": instrument.number},
            code="tasks_came_of_it",
            field="instrument",
        )
    tied.update(untied_at=Now(), untied_by=by)
    conclusion.refresh_from_db()
    return conclusion


def _check_day(meeting: Meeting, issued_on: date, *, field: str) -> None:
    if issued_on < meeting.held_on:
        raise Refused(
            _("The meeting was held later, on %(day)s.")
            % {"day": meeting.held_on.strftime("%d/%m/%Y")},
            code="before_the_meeting",
            field=field,
        )


def _tied_already(instrument: Instrument) -> Refused:
    return Refused(
        _("%(number)s is tied to a meeting already.") % {"number": instrument.number},
        code="tied_already",
        field="instrument",
    )
