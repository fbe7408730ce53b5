from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.enums import Block, Role
from accounts.models import User
from accounts.queries import seats_of
from reports.domain.rates import answer_to, question_of
from reports.enums import Slice
from reports.models import Meeting
from reports.queries.meetings.pictures import Picture, frozen_picture, picture_of
from reports.queries.meetings.since import since
from reports.queries.meetings.visible import before
from reports.queries.pack import lists
from reports.queries.pack.annex import Annex
from reports.queries.pack.frozen import FrozenLists
from reports.queries.rates.trend import trend
from reports.rules.measures import HEADLINE
from reports.rules.meetings.held import check_held
from reports.rules.meetings.wanted import Beginning, Wanted
from reports.rules.pack.contents import Frozen, Lists, MeetingFacts, Pack, Told
from reports.rules.pack.lines import Lines, named
from reports.rules.pack.lists import MOST, Listing
from reports.rules.ranking import LEAST_DUE, Ranking, compared, ranked
from reports.rules.report import Question, Report, Row
from reports.rules.trend import Point
from tasks.enums import Knowledge
from tracker.clock import day_of
from tracker.lib.sorting import sort_key


@dataclass(frozen=True)
class Earlier:
    """The meeting before, and what was put before it."""

    meeting: Meeting
    picture: Picture


def pack(*, now: datetime, title: str, held_on: date | None = None, **asked: Any) -> Pack:
    """All that a meeting is handed, of the question that `asked` words as `rates` takes them.

    The same number of queries for any number of tasks, but for the annex. Raises Refused for a day
    in the future.
    """
    question = question_of(now=now, by=Slice.ORGANISATION, **asked)
    report = answer_to(question)
    return Pack(
        title,
        held_on,
        made_at=now,
        report=report,
        blocks=answer_to(replace(question, by=Slice.BLOCK)).rows,
        ranking=_ranking(report.rows),
        trend=trend(question),
        lists=_lists(question),
        annex=Annex(question),
    )


def meeting_pack(meeting: Meeting, *, now: datetime) -> Pack:
    """All that `meeting` is handed: as frozen, or a preview as of today at the latest.

    The figures, the tasks and what they are called come from the frozen document alone. What it
    does not hold (the words of the last update, what waits for an answer) is read as known at the
    end of the cut-off day, which stays the same too. Raises CountsDisagree, and Refused for a
    meeting that was called off.
    """
    check_held(meeting)
    picture = picture_of(meeting, today=day_of(now))
    lines = Lines(picture.lines, picture.count, picture.by_code)
    question, earlier = _question(meeting, picture), _earlier(meeting)
    rows = _organisations(picture)
    return Pack(
        meeting.name,
        meeting.held_on,
        made_at=now,
        report=Report(question, picture.total(), tuple(rows)),
        blocks=tuple(_blocks(picture)),
        ranking=_ranking(rows, earlier),
        trend=_trend(question, picture),
        lists=_lists_of(meeting, picture, question, now),
        annex=lines,
        meeting=_facts(meeting, picture, earlier),
    )


def check_reader(meeting: Meeting, *, by: User, now: datetime) -> None:
    """Raises PermissionDenied for who does not see all tasks of the programme: the annex has them.

    They are seen by the secretaries and auditors of its owner. Raises Refused for a meeting that
    was called off.
    """
    seats = seats_of(by, on=day_of(now))
    if not seats.has(Role.SECRETARY, Role.AUDITOR, at=meeting.programme.owner_id):
        raise PermissionDenied(
            _("The pack lists every task: it is for the secretaries and auditors of the programme.")
        )
    check_held(meeting)


def _earlier(meeting: Meeting) -> Earlier | None:
    found = before(meeting)
    if found is None or found.frozen is None:
        return None
    return Earlier(found, frozen_picture(found.frozen))


def _ranking(rows: Sequence[Row], earlier: Earlier | None = None) -> Ranking:
    """By the headline, compared with the last meeting where there was one."""
    places = ranked(rows, HEADLINE)
    if earlier:
        places = compared(places, ranked(_organisations(earlier.picture), HEADLINE))
    return Ranking(HEADLINE, LEAST_DUE, earlier.picture.day if earlier else None, tuple(places))


def _trend(question: Question, picture: Picture) -> list[Point]:
    """Up to the eve as known then; the last point is the figure of the document itself."""
    with_all_below = replace(question, subtree=True)
    earlier = [point for point in trend(with_all_below) if point.day < picture.day]
    return [*earlier, Point(picture.day, picture.total())] if earlier else []


def _question(meeting: Meeting, picture: Picture) -> Question:
    return Question(
        picture.day,
        Knowledge.KNOWN if meeting.frozen else Knowledge.HAPPENED,
        programme=meeting.programme,
        organisation=meeting.organisation,
        by=Slice.ORGANISATION,
    )


def _organisations(picture: Picture) -> list[Row]:
    found = picture.sliced("organisations").items()
    rows = [Row(code, named(picture.by_code[code]), counts) for code, counts in found]
    return sorted(rows, key=lambda row: (sort_key(row.name), row.key))


def _blocks(picture: Picture) -> list[Row]:
    found = picture.sliced("blocks")
    return [Row(block.value, str(block.label), found[block]) for block in Block if block in found]


def _facts(meeting: Meeting, picture: Picture, earlier: Earlier | None) -> MeetingFacts:
    snapshot = meeting.frozen
    frozen = None
    if snapshot:
        by = snapshot.frozen_by.full_name
        frozen = Frozen(snapshot.frozen_at, by, snapshot.sha256, snapshot.seal_id)
    if earlier is None:
        return MeetingFacts(frozen, picture.by_code)
    was, said = earlier.picture, f"{earlier.meeting.name} ({earlier.meeting.cut_off:%d/%m/%Y})"
    touched = Wanted(touched=True)
    begun = Beginning(touched, MOST)
    found = since(was, picture, begun)
    changed = Listing(found.touched, begun.held, lambda: touched.of(found.passages))
    return MeetingFacts(frozen, was.by_code | picture.by_code, said, found, changed)


def _lists_of(meeting: Meeting, picture: Picture, question: Question, now: datetime) -> Lists:
    """Those of tasks in the document's scope that are in force; of a preview, as they are now."""
    if meeting.frozen is None:
        scope: dict[str, Any] = {
            "organisation": meeting.organisation,
            "programme": meeting.programme,
        }
        return _lists(
            question_of(now=now, as_of=picture.day, subtree=bool(meeting.organisation), **scope)
        )
    everywhere = replace(question, organisation=None)
    frozen = FrozenLists(meeting.pk, picture.by_code, everywhere)
    return Lists(
        overdue=frozen.overdue(),
        ages=frozen.ages(),
        coming=frozen.coming(),
        requests=lists.undecided_requests(everywhere, frozen.in_force),
        obstacles=lists.unanswered_obstacles(everywhere, frozen.in_force),
        unclear=frozen.unclear(),
        reviews=lists.waiting_reviews(everywhere, frozen.in_force),
    )


def _lists(question: Question) -> Lists:
    return Lists(
        overdue=lists.overdue_tasks(question).made(Told.of),
        ages=lists.overdue_ages(question),
        coming=lists.coming_deadlines(question).made(Told.of),
        requests=lists.undecided_requests(question),
        obstacles=lists.unanswered_obstacles(question),
        unclear=lists.unclear_tasks(question).made(Told.of),
        reviews=lists.waiting_reviews(question),
    )
