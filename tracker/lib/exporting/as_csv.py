"""A table as csv, written while it is read."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tracker.lib.exporting.table import Column, Table, chunks

# Tells spreadsheets that the letters are UTF-8; programs that read the API do without.
MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_of(table: Table, *, demo: bool, language: str, mark: str = "") -> Iterator[str]:
    """Piece by piece, after `mark`.

    Days are `2025-11-15`, moments carry Hanoi's offset, numbers have a point.

    In a demo every line ends by saying so: a line may be copied without its neighbours.
    """
    if mark:
        yield mark
    each = _pieces(table, demo=demo)
    while True:
        # A stream outlives the request, and with it the language of the thread.
        with translation.override(language):
            piece = next(each, None)
        if piece is None:
            return
        yield piece


def harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell


def _pieces(table: Table, *, demo: bool) -> Iterator[str]:
    notice = [_("illustrative data, not official figures")] if demo else []
    yield _lines(
        [[*(str(column.heading) for column in table.columns), *(["note"] if demo else [])]]
    )
    for chunk in chunks(table.rows()):
        yield _lines([[*_cells(row, table), *notice] for row in chunk])


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


def _lines(rows: list[list[Any]]) -> str:
    piece = io.StringIO()
    csv.writer(piece, lineterminator="\r\n").writerows(rows)
    return piece.getvalue()
