"""Lists of what was handed in about tasks, each line with its task as it was on that day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from reports.queries.pack.listed import COLUMNS, MANY, counted, told
from reports.queries.work.states import rows, streamed
from reports.rules.pack.lists import MOST, ListedTask, Listing
from reports.rules.report import Question
from tracker.lib.streams import batches

Line = TypeVar("Line")
# A condition on `worked`, and its parameters.
Within = tuple[str, Sequence[Any]]
EVERYWHERE: Within = ("true", ())
FROM = "worked JOIN ({sides}) AS side ON side.task_id = task_row WHERE {within}"


@dataclass(frozen=True)
class Sides(Generic[Line]):
    """What was handed in, the column by which it is ordered, and what makes a line of each."""

    found: QuerySet[Any]
    order: str
    line: Callable[[Any, ListedTask], Line]


def beside(question: Question, sides: Sides[Line], within: Within = EVERYWHERE) -> Listing[Line]:
    """A line for each of `sides` whose task is in force, asked about and `within`.

    Five queries, and one more where there are more than are held.
    """
    asked = sides.found.order_by().select_related(None).values_list("id", "task_id", sides.order)
    sql, params = asked.query.sql_with_params()
    condition, more = within
    rest = FROM.format(sides=sql, within=condition)
    every = [*params, *more]
    select = f"SELECT side.id, {COLUMNS} FROM {rest} ORDER BY side.{sides.order}, side.id"  # noqa: S608
    first = _lines(question, sides, rows(question, f"{select} LIMIT {MOST}", every))
    return Listing(
        counted(question, first, rest, every),
        first,
        lambda: _each(question, sides, select, every),
    )


def _each(
    question: Question, sides: Sides[Line], select: str, params: Sequence[Any]
) -> Iterator[Line]:
    for found in batches(streamed(question, select, params), MANY):
        yield from _lines(question, sides, found)


def _lines(question: Question, sides: Sides[Line], found: Sequence[Any]) -> list[Line]:
    handed = sides.found.order_by().in_bulk([pk for pk, *_task in found])
    tasks = told(question, [task for _pk, *task in found])
    return [sides.line(handed[row[0]], task) for row, task in zip(found, tasks, strict=True)]
