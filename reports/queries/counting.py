"""Counting tasks by standing: one set-based query for a report, however many tasks there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value

from accounts.models import Organisation
from reports.enums import Slice
from reports.queries.organised import in_their_place, led_by
from reports.rules.counts import Counts
from reports.rules.report import Key, Question
from tasks.enums import Standing
from tasks.queries.standing import states_on, with_standing

# Slice → what tells its rows apart. A task is counted with who led it, then or now.
COLUMNS = {
    Slice.ORGANISATION: "led",
    Slice.BLOCK: "led",
    Slice.INSTRUMENT: "clause__instrument_id",
    Slice.PROGRAMME: "programme_id",
}


def counts_by_slice(question: Question) -> dict[Key, Counts]:
    """Key of the slice → its counts; keys are ids, or the code of a block.

    Without a slice there is one key, 0. Raises CountsDisagree when a standing is unknown.
    """
    key = F(COLUMNS[question.by]) if question.by else Value(0)
    grouped = (
        states_in(question)
        .values("standing", key=key)
        .annotate(tasks=Count("pk"), clear_tasks=Count("pk", filter=Q(clear=True)))
    )
    rows = grouped.values_list("key", "standing", "tasks", "clear_tasks")
    if question.by in (Slice.ORGANISATION, Slice.BLOCK):
        rows = in_their_place(rows, question)
    if question.by is Slice.BLOCK:
        rows = by_block(rows)
    return collected(rows)


def states_in(question: Question) -> QuerySet[Any]:
    """The tasks (or events, as known then) that the question is about, with their standing."""
    judged = with_standing(asked_about(question), question.as_of, question.deadline)
    return led_by(judged, question)


def asked_about(question: Question) -> QuerySet[Any]:
    """The tasks (or events) of the programmes and the instrument asked for, not yet judged."""
    # Without an order: to sort events by their task would join the tasks.
    return states_on(question.as_of, question.knowledge).order_by().filter(asked_of(question))


def by_block(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows, which begin with the id of an organisation, with its block in that place."""
    blocks = dict(Organisation.objects.values_list("pk", "block"))
    for lead, *counts in rows:
        yield blocks[lead], *counts


def asked_of(question: Question) -> Q:
    """Which tasks, or events, the question is about; the organisation apart."""
    asked = Q()
    if question.within is not None:
        asked &= Q(programme__in=question.within)
    if question.programme is not None:
        asked &= Q(programme=question.programme)
    if question.instrument is not None:
        asked &= Q(clause__instrument=question.instrument)
    return asked


def collected(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Counts]:
    """Rows of key, standing, tasks and clear tasks, by key.

    The total is summed on its own, so a standing that nobody knows cannot vanish.
    """
    found: dict[Any, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, standing, tasks, clear in rows:
        found[key]["total"] += tasks
        found[key]["clear"] += clear
        if standing in Standing.values:
            found[key][standing] += tasks
    return {key: Counts(**counts) for key, counts in found.items()}
