"""Counting reporting occurrences by class: one set-based query, however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Value

from reports.enums import Slice
from reports.queries.counting import COLUMNS, asked_of, by_block
from reports.queries.organised import in_their_place, led_by
from reports.rules.report import Key, Question
from reports.rules.reporting import Counted, ReportingCounts
from tasks.enums import Reporting
from tasks.queries.occurrences import occurrences_on


def reporting_by_slice(question: Question) -> Counted:
    """Key of the slice → its counts; without a slice there is one key, 0.

    An occurrence is counted with who led its task on the day it was due. Raises CountsDisagree
    when a class is unknown.
    """
    key = F(COLUMNS[question.by]) if question.by else Value(0)
    owed = occurrences_on(question.as_of, question.knowledge).filter(asked_of(question))
    grouped = led_by(owed, question).values("reporting", key=key).annotate(count=Count("pk"))
    rows: Iterable[tuple[Any, ...]] = grouped.values_list("key", "reporting", "count")
    if question.by in (Slice.ORGANISATION, Slice.BLOCK):
        rows = in_their_place(rows, question)
    if question.by is Slice.BLOCK:
        rows = by_block(rows)
    return _collected(rows)


def _collected(rows: Iterable[tuple[Any, ...]]) -> Counted:
    """The total is summed on its own, so a class that nobody knows cannot vanish."""
    found: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, reporting, count in rows:
        found[key]["total"] += count
        if reporting in Reporting.values:
            found[key][reporting] += count
    return {key: ReportingCounts(**counts) for key, counts in found.items()}
