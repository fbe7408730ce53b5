"""Counting tasks by standing: one set-based query for a report, however many tasks there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from reports.enums import Slice
from reports.queries.rates.organised import led_by, placing
from reports.queries.rates.then import at_of
from reports.rules.counts import Counts
from reports.rules.report import Key, Question
from tasks.enums import Knowledge, Standing
from tasks.queries.facets import FACETS, At
from tasks.queries.standing import read_on, states_on, with_standing

Keys = tuple[Key, ...]
STANDINGS = frozenset(Standing.values)


def counts_by_slice(question: Question) -> dict[Key, Counts]:
    """Key of the slice → its counts; keys are ids or codes, None for what has neither.

    Without a slice there is one key, 0. Raises CountsDisagree when a standing is unknown.
    """
    slices = [question.by] if question.by else []
    counts = _counts(question, slices)
    return {keys[0] if slices else 0: counted for keys, counted in counts.items()}


def totals_of_each(questions: Sequence[Question]) -> list[Counts]:
    """The totals of several questions, by one statement."""
    rows = [
        _grouped(question, {}).values_list(Value(place), "standing", "tasks", "clear_tasks")
        for place, question in enumerate(questions)
    ]
    united = rows[0].union(*rows[1:], all=True)
    found = collected(row for row in united if row[1] is not None)
    return [found.get(place, Counts()) for place in range(len(questions))]


def counts_crossed(question: Question, by: Slice, across: Slice) -> dict[tuple[Key, Key], Counts]:
    """Keys of both slices → the counts of the tasks in both. Raises as `counts_by_slice`."""
    return {(keys[0], keys[1]): counts for keys, counts in _counts(question, [by, across]).items()}


def _counts(question: Question, slices: Sequence[Slice]) -> dict[Keys, Counts]:
    columns = columns_of(slices, at_of(question))
    rows = _grouped(question, columns).values_list(*columns, "standing", "tasks", "clear_tasks")
    in_force = (row for row in rows if row[len(slices)] is not None)
    return collected(keyed(in_force, slices, question))


def _grouped(question: Question, columns: Mapping[str, Any]) -> QuerySet[Any]:
    grouped: QuerySet[Any] = (
        led_by(_judged(question), question)
        .values("standing", **columns)
        .annotate(tasks=Count("pk"), clear_tasks=Count("pk", filter=Q(clear=True)))
    )
    return grouped


def _judged(question: Question) -> QuerySet[Any]:
    """What is asked about with its standing; as known then, also what is not in force, without.

    Of history, most rows are dropped for a later one: whether a task is in force is found out
    after that, or it is found out for all of them.
    """
    known = question.knowledge is Knowledge.KNOWN
    judge = read_on if known else with_standing
    return judge(asked_about(question), question.as_of, question.deadline)


def columns_of(slices: Sequence[Slice], at: At) -> dict[str, Any]:
    """A column for each slice, in their order: what tells its rows apart."""
    return {f"key_{each}": FACETS[each].column(at) for each in slices}


def keyed(
    rows: Iterable[tuple[Any, ...]], slices: Sequence[Slice], question: Question
) -> Iterator[tuple[Any, ...]]:
    """The rows, which begin with a column for each slice, with all keys in the first place.

    Whoever leads stands there as the slice has it: by its place today, its block … Several rows
    may then have the same keys.
    """
    places = [placing(each, question) for each in slices]
    for row in rows:
        keys = tuple(place(value) for place, value in zip(places, row, strict=False))
        yield keys, *row[len(slices) :]


def states_in(question: Question) -> QuerySet[Any]:
    """The tasks (or events, as known then) that the question is about, with their standing."""
    judged = with_standing(asked_about(question), question.as_of, question.deadline)
    return led_by(judged, question)


def asked_about(question: Question) -> QuerySet[Any]:
    """The tasks (or events) of the programmes and the instrument asked for, not yet judged."""
    # Without an order: to sort events by their task would join the tasks.
    return states_on(question.as_of, question.knowledge).order_by().filter(asked_of(question))


def asked_of(question: Question) -> Q:
    """Which tasks, or events, the question is about; organisations and deadlines apart."""
    asked = Q()
    if question.within is not None:
        asked &= Q(programme__in=question.within)
    if question.programme is not None:
        asked &= Q(programme=question.programme)
    if question.instrument is not None:
        asked &= Q(clause__instrument=question.instrument)
    for each, key in question.only.items():
        facet = FACETS[each]
        if not facet.of_body and not facet.of_part:
            asked &= Q(facet.asked(key, at_of(question)))
    return asked


def collected(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Counts]:
    """Rows of key, standing, tasks and clear tasks, by key.

    The total is summed on its own, so a standing that nobody knows cannot vanish.
    """
    found: dict[Any, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, standing, tasks, clear in rows:
        found[key]["total"] += tasks
        found[key]["clear"] += clear
        if standing in STANDINGS:
            found[key][standing] += tasks
    return {key: Counts(**counts) for key, counts in found.items()}
