"""Counting reporting occurrences by class: one set-based query, however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from reports.queries.rates.counting import asked_of, columns_of, keyed
from reports.queries.rates.organised import led_by
from reports.queries.rates.then import at_of
from reports.rules.report import Key, Question
from reports.rules.reporting import Counted, ReportingCounts
from tasks.enums import Reporting
from tasks.queries.occurrences import occurrences_on

DUE = "due_on"


def reporting_by_slice(question: Question) -> Counted:
    """Key of the slice → its counts; without a slice there is one key, 0.

    An occurrence is counted with who led its task on the day it was due. Raises CountsDisagree
    when a class is unknown.
    """
    slices = [question.by] if question.by else []
    columns = columns_of(slices, at_of(question, due=DUE))
    grouped = owed_in(question).values("reporting", **columns).annotate(count=Count("pk"))
    rows = grouped.values_list(*columns, "reporting", "count")
    return _collected(
        (keys[0] if keys else 0, *row) for keys, *row in keyed(rows, slices, question)
    )


def owed_in(question: Question) -> QuerySet[Any]:
    """The occurrences that the question is about, as `occurrences_on` has them, with `led`."""
    owed = occurrences_on(question.as_of, question.knowledge).filter(asked_of(question))
    return led_by(owed, question, due=DUE)


def _collected(rows: Iterable[tuple[Any, ...]]) -> Counted:
    """The total is summed on its own, so a class that nobody knows cannot vanish."""
    found: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, reporting, count in rows:
        found[key]["total"] += count
        if reporting in Reporting.values:
            found[key][reporting] += count
    return {key: ReportingCounts(**counts) for key, counts in found.items()}
