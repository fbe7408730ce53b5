"""What is exported: typed columns over rows that are read while they are written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise

from tracker.lib.api.queries import Query

# Rows in memory at a time, whatever their number. The database keeps the rest: on PostgreSQL,
# `iterator` reads from a cursor of the server, all rows as of one moment.
CHUNK = 1000


class Kind(Enum):
    """What the cells of a column hold; None is an empty cell in each."""

    TEXT = "text"
    DAY = "day"  # date
    MOMENT = "moment"  # aware datetime
    INTEGER = "integer"
    NUMBER = "number"  # Decimal
    SHARE = "share"  # Decimal from 0 to 1: shown as per cent in a workbook


@dataclass(frozen=True)
class Column:
    """One column: its heading in the language in force, and how a row fills it.

    `code` heads it in csv instead: for figures, the name that programs know from the API.
    """

    heading: str | Promise
    value: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    code: str = ""


@dataclass(frozen=True)
class Table:
    """`rows` begins anew with each call; `count` says how many it will yield.

    `statement` is what a table says about itself, in the language in force: what, and what it says.
    It ends a csv, and a workbook has it on its last sheet.
    """

    columns: Sequence[Column]
    rows: Callable[[], Iterable[Any]]
    count: Callable[[], int]
    statement: Callable[[], Iterable[tuple[str, str]]] = tuple


# What narrows a list, under the names its table wants; None for what makes no sense.
Words = Mapping[str, Any]


@dataclass(frozen=True)
class Export:
    """One list: who may have which rows of it is decided by what its page reads from.

    Whoever reads is handed on as it is: what that is, the app of the list knows (`Reader`). `page`
    is the address (its name) on which it is shown, `form` reads the filters of that page (where
    there is none, `query` does), and `query` those of the API; they mean the same. `table` raises
    PermissionDenied or Http404 for what the reader may not see, Refused for what cannot be asked.
    """

    title: str | Promise
    page: str
    table: Callable[[Any, Words], Table]
    query: type[Query] = Query
    form: Callable[[QueryDict, Any], Words | None] | None = None


def of_queryset(
    columns: Sequence[Column],
    found: "QuerySet[Any]",
    *,
    prepared: Callable[[list[Any]], Iterable[Any]] | None = None,
    statement: Callable[[], Iterable[tuple[str, str]]] = tuple,
) -> Table:
    """A table of any length. `prepared` makes of a chunk of rows what the columns are about."""

    def rows() -> Iterator[Any]:
        each = found.iterator(chunk_size=CHUNK)
        if prepared is None:
            return each
        return (row for chunk in chunks(each) for row in prepared(chunk))

    return Table(columns, rows, found.order_by().count, statement)


def of_rows(
    columns: Sequence[Column],
    rows: Sequence[Any],
    statement: Callable[[], Iterable[tuple[str, str]]] = tuple,
) -> Table:
    """A table of few rows, that are there already."""
    return Table(columns, lambda: rows, lambda: len(rows), statement)


def chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """`rows` in lists of CHUNK."""
    each = iter(rows)
    while chunk := list(islice(each, CHUNK)):
        yield chunk


def attribute(path: str) -> Callable[[Any], Any]:
    """`row.a.b.c` for "a.b.c"; None as soon as one of them is."""

    def value(row: Any) -> Any:
        for name in path.split("."):
            if row is None:
                return None
            row = getattr(row, name)
        return row

    return value


def text(heading: str | Promise, path: str) -> Column:
    return Column(heading, attribute(path))


def day(heading: str | Promise, path: str) -> Column:
    return Column(heading, attribute(path), Kind.DAY)


def moment(heading: str | Promise, path: str) -> Column:
    return Column(heading, attribute(path), Kind.MOMENT)


def integer(heading: str | Promise, path: str) -> Column:
    return Column(heading, attribute(path), Kind.INTEGER)
