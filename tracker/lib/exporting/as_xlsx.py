"""A table as a workbook, row by row: what has been written waits on the disk, not in memory."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tracker.lib.exporting.table import CHUNK, Column, Kind, Table

MOST_ROWS = 1_048_576  # of a sheet, by the format; the first is the heading
LONGEST_TEXT = 32_767  # of a cell, by the format
LONGEST_NAME = 31 - len(" (99)")  # of a sheet, by the format
NOT_IN_SHEETS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
WIDTHS = {Kind.TEXT: 28, Kind.DAY: 12, Kind.MOMENT: 17}
NUMBERS = {Kind.INTEGER: "0", Kind.NUMBER: "0.00", Kind.SHARE: "0.0%"}
DAYS = {"vi": "dd/mm/yyyy", "en": "d mmm yyyy"}
About = Sequence[tuple[str, str]]


def write(
    table: Table,
    path: Path,
    *,
    title: str,
    about: About,
    demo: bool,
    progress: Callable[[int, int], object],
) -> None:
    """Write the workbook to `path`: `table` in as many sheets as it takes, then `about`.

    What the table says about itself follows `about`.

    Days and numbers are what they are and no text becomes a formula or a link. In a demo every row
    ends by saying so, and so does what is printed.
    """
    options = {"constant_memory": True, "tmpdir": str(path.parent), "use_zip64": True}
    options |= {f"strings_to_{each}": False for each in ("formulas", "urls", "numbers")}
    total = table.count()
    with Workbook(str(path), options) as book:
        notice = _("illustrative data, not official figures") if demo else ""
        sheets = _Sheets(book, table.columns, title, notice)
        for number, row in enumerate(table.rows()):
            if number % CHUNK == 0:
                progress(number, max(number, total))
            sheets.add(row)
        sheets.finish()
        _tell(book, [*about, *table.statement()], notice)
        # Packing what has been written is the last step, and one that says nothing meanwhile.
        progress(total, total)


class _Sheets:
    """The sheets of one table, the last of which is being written."""

    def __init__(self, book: Workbook, columns: Sequence[Column], title: str, notice: str) -> None:
        self.book, self.columns, self.notice = book, columns, notice
        self.title, self.made, self.row = title, 0, 0
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.formats = dict(_formats(book))
        self.sheet = self._begun()

    def add(self, row: Any) -> None:
        if self.row == MOST_ROWS:
            self.finish()
            self.sheet = self._begun()
        for at, column in enumerate(self.columns):
            _put(self.sheet, self.row, at, column.value(row), self.formats.get(column.kind))
        if self.notice:
            self.sheet.write_string(self.row, len(self.columns), self.notice)
        self.row += 1

    def finish(self) -> None:
        """The heading gets its filters once it is known how far they reach."""
        self.sheet.autofilter(0, 0, max(self.row - 1, 1), len(self.columns) - 1)

    def _begun(self) -> Worksheet:
        self.made += 1
        name = " ".join(self.title.translate(NOT_IN_SHEETS).split())[:LONGEST_NAME]
        sheet = self.book.add_worksheet(name if self.made == 1 else f"{name} ({self.made})")
        for at, column in enumerate(self.columns):
            sheet.set_column(at, at, WIDTHS.get(column.kind, 11))
            sheet.write_string(0, at, str(column.heading), self.bold)
        if self.notice:
            sheet.set_column(len(self.columns), len(self.columns), 40)
            sheet.write_string(0, len(self.columns), _("Note"), self.bold)
            sheet.set_header(f"&C{self.notice}")
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        self.row = 1
        return sheet


def _formats(book: Workbook) -> Iterator[tuple[Kind, Format]]:
    """Each made once: a workbook keeps every format it was given."""
    shape = DAYS.get(get_language() or "", DAYS["en"])
    yield Kind.DAY, book.add_format({"num_format": shape})
    yield Kind.MOMENT, book.add_format({"num_format": f"{shape} hh:mm"})
    for kind, number in NUMBERS.items():
        yield kind, book.add_format({"num_format": number})


def _put(sheet: Worksheet, row: int, at: int, value: Any, shape: Format | None) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, at, localtime(value).replace(tzinfo=None), shape)
    elif isinstance(value, date):
        sheet.write_datetime(row, at, value, shape)
    elif shape is not None:
        sheet.write_number(row, at, value, shape)
    else:
        sheet.write_string(row, at, _cut(str(value)))


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST_TEXT else f"{said[: LONGEST_TEXT - 1]}…"


def _tell(book: Workbook, about: About, notice: str) -> None:
    """A sheet of its own says what the others are: title, filters, who asked, and when."""
    sheet, bold = book.add_worksheet(_("About this file")), book.add_format({"bold": True})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    for row, (name, said) in enumerate([*about, *([(_("Note"), notice)] if notice else [])]):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, _cut(said))
