"""What the page of a meeting shows."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader
from reports.interfaces.wording import meetings as words
from reports.interfaces.wording.rates import legend, measured, shown, standings
from reports.models import Meeting
from reports.queries.meetings.concluded import clauses_of, notices_of, ties_of
from reports.queries.meetings.pictures import Picture, picture_of
from reports.queries.meetings.since import since
from reports.queries.meetings.visible import before
from reports.rules.measures import HEADLINE
from reports.rules.meetings.changes import Fact
from reports.rules.meetings.since import Since
from tasks.enums import DeadlineBasis, Standing

CLAUSES = 20  # of notices, on a page


def context_of(meeting: Meeting, reader: Reader, *, page: str = "") -> dict[str, Any]:
    """Everything: the figures, what has changed since the last meeting, and what came of it.

    `page` is that of the clauses of its notices.
    """
    clauses: Any = Paginator(clauses_of(meeting), CLAUSES).get_page(page)
    seats, owner = reader.seats, meeting.programme.owner_id
    tied, untied = ties_of(meeting)
    put = {} if meeting.called_off_at else _put(meeting, reader)
    return put | {
        "meeting": meeting,
        "frozen": meeting.frozen,
        "today": reader.today,
        "may_prepare": seats.has(Role.SECRETARY, at=owner),
        "oversees": seats.has(Role.SECRETARY, Role.AUDITOR, at=owner),
        "can_freeze": _is_planned(meeting) and meeting.cut_off <= reader.today,
        "is_planned": _is_planned(meeting),
        "notices": notices_of(
            tied, reader.user, on=reader.today, clauses=list(clauses.object_list)
        ),
        "page": clauses,
        "numbers": clauses.paginator.get_elided_page_range(clauses.number, on_each_side=1),
        "untied": untied,
    }


def _put(meeting: Meeting, reader: Reader) -> dict[str, Any]:
    """What is put before it: nothing, once it is called off."""
    picture = picture_of(meeting, today=reader.today)
    tasks = f"{reverse('meeting_tasks', args=[meeting.pk])}?deadline={DeadlineBasis.IN_FORCE}"
    changed = _changed(meeting, picture, reader)
    return _figures(picture) | changed | {"picture": picture, "tasks": tasks}


def _is_planned(meeting: Meeting) -> bool:
    """Neither frozen nor called off."""
    return meeting.frozen is None and meeting.called_off_at is None


def _figures(picture: Picture) -> dict[str, Any]:
    totals = picture.total()
    found = measured(totals)
    return {
        "totals": totals,
        "measures": found,
        "headline": next(each for each in found if each.measure is HEADLINE),
        "both": [_held(picture, basis) for basis in DeadlineBasis],
        "standings": list(zip(Standing.values, standings(totals), strict=True)),
        "gone": picture.count - totals.total,
        "legend": legend(),
        "blocks": words.blocks(picture),
        "organisations": words.organisations(picture),
        "total_rates": words.rates(totals),
    }


def _held(picture: Picture, basis: DeadlineBasis) -> dict[str, Any]:
    counts = picture.total(basis)
    numbers = HEADLINE.numbers(counts)
    return {"basis": basis, "shown": shown(HEADLINE, counts), "numbers": numbers}


def _changed(meeting: Meeting, picture: Picture, reader: Reader) -> dict[str, Any]:
    earlier = before(meeting)
    if earlier is None:
        return {"earlier": None}
    found = since(picture_of(earlier, today=reader.today), picture)
    return {"earlier": earlier, "same": f"since={earlier.pk}"} | changes_context(found)


def changes_context(found: Since) -> dict[str, Any]:
    """The steps from before to after, and how long each list is."""
    return {
        "heads": words.heads(),
        "steps": list(words.steps(found)),
        "facts": [(fact, found.facts[fact]) for fact in Fact if found.facts[fact]],
    }
