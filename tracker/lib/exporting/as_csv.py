"""A table as csv, written while it is read."""

import csv
import io
from collections.abc import Generator, Iterator
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tracker.lib.exporting.table import Column, Table, chunks

# Tells spreadsheets that the letters are UTF-8; programs that read the API do without.
MARK = "\ufeff"
ROWS = "rows"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_of(table: Table, *, demo: bool, language: str, mark: str = "") -> Generator[str]:
    """Piece by piece, after `mark`.

    Days are `2025-11-15`, moments carry Hanoi's offset, numbers have a point. What the table says
    about itself ends it, in lines that begin with "statement".

    The last line alone says in the column "rows" how many lines stand below the heading: a file
    in which it does not is not whole. Where the rows break off, a line in the place of the rest
    says so, and the error is raised: who serves the file must not end it as if it were whole.

    In a demo every line ends by saying so: a line may be copied without its neighbours.
    """
    each = _pieces(table, demo=demo)
    while True:
        # A stream outlives the request, and with it the language of the thread.
        with translation.override(language):
            piece = next(each, None)
        if piece is None:
            return
        yield mark + piece
        mark = ""


def harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell


def _pieces(table: Table, *, demo: bool) -> Iterator[str]:
    """The heading comes with the first lines: before them nothing has been promised."""
    notice = [_("illustrative data, not official figures")] if demo else []
    lines: list[list[Any]] = [[*map(_heading, table.columns), ROWS, *(["note"] if demo else [])]]
    sent = -len(lines)
    try:
        for chunk, is_last in _ahead(chunks(_body(table))):
            lines += [[*cells, "", *notice] for cells in chunk]
            if is_last:
                lines[-1][len(table.columns)] = sent + len(lines)
            yield _written(lines)
            sent, lines = sent + len(lines), []
    except Exception:
        if sent > 0:
            yield _written([[*_broken_off(sent, table), "", *notice]])
        raise
    if lines:
        yield _written(lines)


def _heading(column: Column) -> str:
    return column.code or str(column.heading)


def _body(table: Table) -> Iterator[list[Any]]:
    """The cells of every line below the heading."""
    for row in table.rows():
        yield _cells(row, table)
    for what, said in table.statement():
        yield _padded(["statement", harmless(f"{what}: {said}")], table)


def _ahead(each: Iterator[list[Any]]) -> Iterator[tuple[list[Any], bool]]:
    """Each with whether it is the last."""
    held = next(each, None)
    while held is not None:
        following = next(each, None)
        yield held, following is None
        held = following


def _broken_off(sent: int, table: Table) -> list[Any]:
    said = _("NOT COMPLETE: this file breaks off after %(rows)d lines.") % {"rows": sent}
    return _padded([said], table)


def _padded(cells: list[Any], table: Table) -> list[Any]:
    return [*cells, *[""] * (len(table.columns) - len(cells))]


def _cells(row: Any, table: Table) -> list[Any]:
    return [harmless(_plain(column, row)) for column in table.columns]


def _plain(column: Column, row: Any) -> Any:
    value = column.value(row)
    if isinstance(value, datetime):
        return localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


def _written(rows: list[list[Any]]) -> str:
    piece = io.StringIO()
    csv.writer(piece, lineterminator="\r\n").writerows(rows)
    return piece.getvalue()
