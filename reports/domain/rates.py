from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.queries import heirs_of
from reports.enums import Slice
from reports.queries.counting import counts_by_slice
from reports.queries.names import rows_of
from reports.queries.participation import counts_of_parts
from reports.rules.counts import Counts
from reports.rules.report import Key, Question, Report
from tasks.enums import DeadlineBasis, Knowledge, Organised, Participation
from tasks.models import Instrument, Programme
from tracker.clock import day_of
from tracker.lib.refused import Refused


def rates(
    *,
    now: datetime,
    as_of: date,
    knowledge: Knowledge = Knowledge.HAPPENED,
    deadline: DeadlineBasis = DeadlineBasis.IN_FORCE,
    programme: Programme | None = None,
    instrument: Instrument | None = None,
    organisation: Organisation | None = None,
    by: Slice | None = None,
    within: frozenset[int] | None = None,
    organised: Organised = Organised.THEN,
    participation: Participation = Participation.LEAD,
) -> Report:
    """The standings and measures as of the Hanoi day `as_of`, in total and by slice.

    `within` are the ids of the programmes that the reader may see; None for all. A task is counted
    with who led it on that day, or, as `organised` now, with who has that place today; or, by
    `participation`, with each who joins, by the standing of its own part: then the rows can sum to
    more than the total, in which no task counts twice. Two or three queries, however many tasks.
    Raises Refused for a day in the future, CountsDisagree rather than report standings that do not
    sum to the total.
    """
    question = question_of(
        now=now,
        as_of=as_of,
        organised=organised,
        knowledge=knowledge,
        deadline=deadline,
        programme=programme,
        instrument=instrument,
        organisation=organisation,
        by=by,
        within=within,
        participation=participation,
    )
    return answer_to(question)


def answer_to(question: Question) -> Report:
    """The same for a question that has been checked already."""
    totals, counts = _counted(question)
    rows = tuple(rows_of(question.by, counts)) if question.by else ()
    return Report(question, totals, rows)


def question_of(
    *, now: datetime, as_of: date, organised: Organised = Organised.THEN, **narrowed: Any
) -> Question:
    """The question that the words of `rates` ask. Raises Refused for a day in the future."""
    if as_of > day_of(now):
        raise Refused(
            _("This day lies in the future: nothing is known of it yet."),
            code="future",
            field="as_of",
        )
    heirs = heirs_of(day_of(now)) if organised is Organised.NOW else {}
    return Question(as_of, organised=organised, heirs=heirs, **narrowed)


def _counted(question: Question) -> tuple[Counts, dict[Key, Counts]]:
    if question.participation is Participation.JOINED:
        return counts_of_parts(question)
    counts = counts_by_slice(question)
    return sum(counts.values(), Counts()), counts
