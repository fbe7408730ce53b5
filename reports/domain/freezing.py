"""Writing the document of a meeting: part by part, then the head that names the parts."""

from datetime import UTC, datetime

from accounts.models import User
from reports.models import Meeting, Snapshot
from reports.queries.meetings.counting import counted
from reports.queries.meetings.document import contents, said_of
from reports.queries.meetings.frozen import Drawn, Frame
from reports.queries.meetings.horizon import here
from reports.queries.meetings.parts import kept
from reports.queries.meetings.pictures import names_on, organisations_of
from reports.rules.counts import CountsDisagree
from reports.rules.meetings.frozen import Names, Tally, canonical, formulas_today
from tasks.enums import DeadlineBasis
from tasks.models import Seal


def keep(meeting: Meeting, *, by: User, now: datetime) -> Snapshot:
    """What is recorded now about its cut-off, within one horizon, however many statements it takes.

    Raises CountsDisagree rather than keep figures of which two computations differ, and
    IntegrityError for a meeting that has a document.
    """
    day = meeting.cut_off
    frame = Frame(meeting.programme_id, day, here(), organisations_of(meeting, day))
    lines, tally = Drawn(frame), Tally()
    parts = kept(meeting.pk, tally.watched(lines))
    _check(frame, tally)
    seal, at = Seal.objects.last(), now.astimezone(UTC)
    names = _names(names_on(day), tally, lines)
    found = contents(tally.counts(), names, formulas_today(), parts, tally.lines)
    about = said_of(meeting, frame, by=by, now=at, seal=seal)
    snapshot = Snapshot.objects.create(
        meeting=meeting,
        document=canonical(about | found),
        digest=b"",
        last_event=frame.horizon.events,
        visible=frame.horizon.visible,
        written_in=frame.horizon.written_in,
        seal=seal,
        frozen_at=at,
        frozen_by=by,
    )
    snapshot.refresh_from_db(fields=["digest"])
    return snapshot


def _check(frame: Frame, tally: Tally) -> None:
    """Raises CountsDisagree unless the database counts the same."""
    told, found = tally.counts(), counted(frame)
    for basis in DeadlineBasis:
        if told[basis] != found[basis]:
            raise CountsDisagree(f"{basis}: {found[basis]} is not {told[basis]}")


def _names(everybody: Names, tally: Tally, lines: Drawn) -> Names:
    """Of those alone that lines name."""
    organisations = everybody.organisations.items()
    led = {pk: said for pk, said in organisations if said["code"] in tally.leads}
    return Names(led, {str(pk): name for pk, name in lines.people.items()})
