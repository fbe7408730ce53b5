from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.queries import heirs_of
from reports.domain.ranking import ranking_of
from reports.enums import Slice
from reports.queries.rates.counting import counts_by_slice, counts_crossed
from reports.queries.rates.names import cells_of, named, rows_of
from reports.queries.rates.participation import counts_of_parts, crossed_parts
from reports.queries.rates.rolled import is_rolled, rolled
from reports.queries.rates.tally import is_tallied, tallied
from reports.queries.rates.then import as_it_was
from reports.queries.room import room
from reports.queries.sealed import newest_seal
from reports.rules.counts import Counts
from reports.rules.report import Key, Question, Report
from reports.rules.statement import Made
from tasks.enums import DeadlineBasis, Knowledge, Organised, Participation
from tasks.models import Instrument, Programme
from tasks.queries.facets import FACETS
from tracker.clock import day_of
from tracker.lib.adding import summed
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
    across: Slice | None = None,
    only: Mapping[Slice, str] | None = None,
    subtree: bool = False,
    rank: str | None = None,
    least: int | None = None,
    since: date | None = None,
    reader: User | None = None,
) -> Report:
    """The standings and measures as of the Hanoi day `as_of`, in total and by slice.

    `across` crosses the slice with a second one; `only` narrows down further, each slice to the
    key of one of its rows; with `subtree` an organisation is counted with all below it, that of the
    filter too, which then has a row for each child. By organisation, these are ranked by the
    measure `rank`, else by the headline, if at least `least` of their tasks are due, and compared
    with the earlier day `since`. `reader` is who asks; None for a command.

    `within` are the ids of the programmes that the reader may see; None for all. A task is counted
    with who led it on that day, or, as `organised` now, with who has that place today; or, by
    `participation`, with each who joins, by the standing of its own part: then the rows can sum to
    more than the total, in which no task counts twice. Two or three queries, however many tasks.
    Raises Refused for a day in the future, CountsDisagree rather than report standings that do not
    sum to the total. Raises Refused too for a crossing with itself or with nothing, and for a key
    in `only` that is that of nothing.
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
        across=across,
        only=only or {},
        subtree=subtree,
    )
    report = ranked(question, rank=rank, least=least, since=since)
    return replace(report, made=Made(now, reader, newest_seal(reader)))


def ranked(
    question: Question,
    *,
    rank: str | None = None,
    least: int | None = None,
    since: date | None = None,
) -> Report:
    """The answer with its ranking, without what it rests on; the words are those of `rates`."""
    report = answer_to(question)
    ranking = ranking_of(report, answer_to, measure=rank, least=least, since=since)
    return replace(report, ranking=ranking)


def answer_to(question: Question) -> Report:
    """The same for a question that has been checked already."""
    if question.by and question.across:
        return _crossed(question, question.by, question.across)
    totals, counts = counts_of(question)
    rows = tuple(rows_of(question.by, counts, question)) if question.by else ()
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
    today = as_of == day_of(now)
    question = Question(as_of, organised=organised, heirs=heirs, is_today=today, **narrowed)
    _check_crossing(question)
    _check_keys(question.only)
    return as_it_was(question)


def _check_crossing(question: Question) -> None:
    if question.across and (question.by is None or question.by is question.across):
        raise Refused(
            _("Two different slices are crossed: name the first as well."),
            code="no_crossing",
            field="across",
        )


def _check_keys(only: Mapping[Slice, str]) -> None:
    for each, key in only.items():
        try:
            FACETS[each].raw(key)
        except LookupError as unknown:
            message = _("There is nothing called “%(value)s” here.") % {"value": key}
            raise Refused(message, code="unknown", field=each.value) from unknown


def _crossed(question: Question, by: Slice, across: Slice) -> Report:
    """Rows and columns are what their cells sum to; by participation, no task counts twice."""
    if question.participation is Participation.JOINED:
        totals, _rows = counts_of_parts(replace(question, across=None))
        rows, columns, cells = crossed_parts(question)
    else:
        with room():
            cells = counts_crossed(question, by, across)
        totals = summed(Counts, cells.values())
        rows, columns = (_summed(cells, place) for place in (0, 1))
    return Report(
        question,
        totals,
        tuple(rows_of(by, rows, question)),
        tuple(rows_of(across, columns, question)),
        tuple(cells_of(cells, named(by, rows), named(across, columns))),
    )


def _summed(cells: Mapping[tuple[Key, Key], Counts], place: int) -> dict[Key, Counts]:
    summed: dict[Key, Counts] = defaultdict(Counts)
    for keys, counts in cells.items():
        summed[keys[place]] += counts
    return summed


def counts_of(question: Question) -> tuple[Counts, dict[Key, Counts]]:
    """The totals, and the counts of each row by its identity: an answer without names.

    For a question that has been checked and crosses nothing.
    """
    if question.participation is Participation.JOINED:
        return counts_of_parts(question)
    counts = _kept(question)
    if counts is None:
        with room():
            counts = counts_by_slice(question)
    return summed(Counts, counts.values()), counts


def _kept(question: Question) -> dict[Key, Counts] | None:
    """From sums that the database keeps, if they can tell: for any number of tasks, a few rows."""
    if is_tallied(question):
        return tallied(question)
    return rolled(question) if is_rolled(question) else None
