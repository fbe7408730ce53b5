from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from reports.enums import Slice
from reports.queries.lateness import recorded
from reports.queries.rates.counting import totals_of_each
from reports.queries.rates.names import named
from reports.queries.room import room
from reports.queries.sealed import newest_seal
from reports.rules.lateness import (
    CleanUp,
    Compared,
    Lateness,
    LateQuestion,
    LateReport,
    LateRow,
    busiest,
    spread,
)
from reports.rules.report import Key, Question
from reports.rules.statement import Made
from tasks.enums import Knowledge
from tasks.models import Programme
from tracker.clock import day_of
from tracker.lib.refused import Refused

PERIOD, LONGEST = timedelta(days=30), 366
DAY = timedelta(days=1)


def late_recording(
    *,
    now: datetime,
    from_day: date | None = None,
    to_day: date | None = None,
    programme: Programme | None = None,
    organisation: Organisation | None = None,
    within: frozenset[int] | None = None,
    reader: User | None = None,
) -> LateReport:
    """How late the facts were recorded that were recorded from one Hanoi day to another.

    By default the last thirty days. With how far the figures of some of these days differ between
    as it happened and as known then, and the days on which an unusual part of all that was late was
    recorded. `within` are the ids of the programmes that the reader may see; None for all. The same
    number of queries for any number of facts. Raises Refused for a period that cannot be.
    """
    scope = {"programme": programme, "organisation": organisation, "within": within}
    question = late_question(now=now, from_day=from_day, to_day=to_day, **scope)
    by_lead: dict[Key, Lateness] = defaultdict(Lateness)
    by_day: dict[date, Lateness] = defaultdict(Lateness)
    for facts in recorded(question):
        by_lead[facts.lead] += facts.lateness
        by_day[facts.day] += facts.lateness
    rows = named(Slice.ORGANISATION, by_lead)
    return LateReport(
        question,
        totals=sum(by_lead.values(), Lateness()),
        rows=tuple(LateRow(key, name, by_lead[identity]) for identity, key, name in rows),
        days=dict(by_day),
        compared=tuple(_compared(spread(question), question)),
        clean_up=_clean_up(by_day, question),
        made=Made(now, reader, newest_seal(reader)),
    )


def late_question(
    *, now: datetime, from_day: date | None = None, to_day: date | None = None, **narrowed: Any
) -> LateQuestion:
    """The question that `late_recording` answers. Raises Refused for a period that cannot be."""
    last = to_day or day_of(now)
    question = LateQuestion(from_day or last - PERIOD, last, **narrowed)
    _check_period(question, today=day_of(now))
    return question


def _check_period(question: LateQuestion, *, today: date) -> None:
    if question.to_day > today:
        raise Refused(
            _("This day lies in the future: nothing is known of it yet."),
            code="future",
            field="to_day",
        )
    if not 0 <= (question.to_day - question.from_day).days < LONGEST:
        raise Refused(
            _("A period begins before it ends, and is no longer than a year."),
            code="no_period",
            field="from_day",
        )


def _clean_up(by_day: dict[date, Lateness], question: LateQuestion) -> CleanUp | None:
    found = busiest(by_day, question)
    if found is None:
        return None
    first, last, late = found
    before, after = _compared([first - DAY, last], question)
    return CleanUp(first, last, late, before, after)


def _compared(days: Iterable[date], question: LateQuestion) -> list[Compared]:
    """The figures of those days in both ways: a query each."""
    ways = (Knowledge.HAPPENED, Knowledge.KNOWN)
    with room():
        return [
            Compared(
                day, *totals_of_each([compared_question(day, each, question) for each in ways])
            )
            for day in days
        ]


def compared_question(day: date, knowledge: Knowledge, question: LateQuestion) -> Question:
    """Which figures of the day are compared."""
    return Question(
        day,
        knowledge,
        programme=question.programme,
        organisation=question.organisation,
        within=question.within,
    )
