"""By what the counts of the work are told apart: the slices of the rates."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Value

from reports.queries.rates.organised import placing
from reports.queries.rates.then import at_of
from reports.rules.report import Question
from tasks.queries.facets import FACETS


def key_column(question: Question) -> Any:
    """What tells the rows of the slice apart in SQL."""
    return FACETS[question.by].column(at_of(question)) if question.by else Value(0)


def keyed(found: Iterable[tuple[Any, ...]], question: Question) -> Iterator[tuple[Any, ...]]:
    """Rows that begin with that column, by the key of their slice: leads by their place today."""
    if question.by is None:
        yield from found
        return
    place = placing(question.by, question)
    for value, *rest in found:
        yield place(value), *rest
