"""The document as a workbook: a sheet for each table, every cell of its own type."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from reports.interfaces.pack.document import (
    Cell,
    Cells,
    Column,
    Document,
    Heading,
    Kind,
    Paragraph,
    Rate,
    Table,
    printable,
)

FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LONGEST_NAME, LONGEST_TEXT, MOST_ROWS = 31, 32_767, 1_048_000
# Text is never taken for a formula or a link; the rows leave memory as they are written.
SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
    "default_date_format": "dd/mm/yyyy",
}


def xlsx(document: Document, path: Path, *, made_at: datetime) -> None:
    """The summary first, then each table, and the annex last; no sheet is held in memory."""
    book = xlsxwriter.Workbook(path, SAFE)
    head = document.letterhead
    book.set_properties(
        {
            "title": f"{head.kind}: {head.subject}",
            "author": document.author,
            "comments": document.notice,
            "created": made_at.replace(tzinfo=None),
        }
    )
    sheets = Sheets(book, document.notice)
    sheets.summary(document)
    for table in [*_tables(document.blocks), document.annex]:
        sheets.table(table)
    book.close()


def _tables(blocks: Any) -> Iterator[Table]:
    return (block for block in blocks if isinstance(block, Table))


class Sheets:
    """A workbook as it grows; `notice` stands on each sheet and each printed page."""

    def __init__(self, book: xlsxwriter.Workbook, notice: str) -> None:
        self.book, self.notice, self.names = book, notice, set[str]()
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.strong = book.add_format({"bold": True})
        self.said = book.add_format({"text_wrap": True, "valign": "top"})
        self.note = book.add_format({"italic": True, "font_color": "#7a4b00"})
        self.head = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "bg_color": "#ececec",
                "border": 1,
            }
        )
        self.forms = {bold: self._forms(bold=bold) for bold in (False, True)}

    def summary(self, document: Document) -> None:
        """Letterhead and sentences, in one column."""
        head = document.letterhead
        sheet = self._sheet(head.kind.capitalize())
        sheet.set_column(0, 0, 110)
        lines: list[tuple[str, Any]] = [
            (head.issuer, self.strong),
            (head.place_and_day, self.said),
            (f"{head.kind}: {head.subject}", self.title),
            *((text, form) for text, form in self._sentences(document.blocks)),
        ]
        if self.notice:
            lines.append((self.notice, self.note))
        for row, (text, form) in enumerate(lines):
            sheet.write_string(row, 0, _text(text), form)

    def table(self, table: Table) -> None:
        """Header frozen, filter on, and beside each rate the counts that were divided."""
        sheet = self._sheet(table.sheet)
        columns = list(_wide(table.columns))
        for number, column in enumerate(columns):
            sheet.set_column(number, number, _width(column))
        for number, column in enumerate(columns):
            sheet.write_string(0, number, _text(column.title), self.head)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        row = 0
        for row, cells in enumerate(table.rows, start=1):
            if row > MOST_ROWS:
                break
            self._write(sheet, row, table.columns, cells, bold=False)
        sheet.autofilter(0, 0, max(row, 1), len(columns) - 1)
        if table.total is not None:
            row += 1
            self._write(sheet, row, table.columns, table.total, bold=True)
        if self.notice:
            sheet.write_string(row + 2, 0, self.notice, self.note)

    def _write(self, sheet: Any, row: int, columns: Any, cells: Cells, *, bold: bool) -> None:
        at = 0
        for column, cell in zip(columns, cells, strict=True):
            form = self.forms[bold][column.kind]
            _put(sheet, row, at, cell, form)
            at += 1
            if column.kind is Kind.RATE:
                numbers = cell.numbers if isinstance(cell, Rate) else ""
                sheet.write_string(row, at, numbers, self.forms[bold][Kind.CODE])
                at += 1

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(self._free(name))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&C{self.notice.replace('&', '&&')}")
        return sheet

    def _free(self, name: str) -> str:
        """A name that Excel allows and no other sheet has."""
        clean = printable(name).translate(FORBIDDEN).strip()[:LONGEST_NAME] or "1"
        number = 1
        while clean.casefold() in self.names:
            number += 1
            clean = f"{clean[: LONGEST_NAME - 4]} {number}"
        self.names.add(clean.casefold())
        return clean

    def _sentences(self, blocks: Any) -> Iterator[tuple[str, Any]]:
        for block in blocks:
            if isinstance(block, Heading):
                yield block.text, self.strong
            elif isinstance(block, Paragraph):
                yield block.text, self.said

    def _forms(self, *, bold: bool) -> dict[Kind, Any]:
        shared = {"bold": bold, "valign": "top"}
        make = self.book.add_format
        return {
            Kind.TEXT: make(shared | {"text_wrap": True}),
            Kind.CODE: make(shared),
            Kind.NUMBER: make(shared | {"num_format": "#,##0"}),
            Kind.RATE: make(shared | {"num_format": "0.0%"}),
            Kind.DAY: make(shared | {"num_format": "dd/mm/yyyy", "align": "center"}),
        }


def _put(sheet: Any, row: int, at: int, cell: Cell, form: Any) -> None:
    if isinstance(cell, Rate):
        if cell.value is None:
            sheet.write_string(row, at, cell.shown, form)
        else:
            sheet.write_number(row, at, float(cell.value), form)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), form)  # noqa: DTZ001
    elif isinstance(cell, int):
        sheet.write_number(row, at, cell, form)
    elif cell is not None:
        sheet.write_string(row, at, _text(cell), form)


def _wide(columns: Any) -> Iterator[Column]:
    """The columns of a sheet: a rate has a second one, for what was divided by what."""
    for column in columns:
        yield column
        if column.kind is Kind.RATE:
            yield Column(f"{column.title} =", Kind.CODE, column.width)


def _width(column: Column) -> int:
    if column.kind is Kind.DAY:
        return 12
    if column.kind in (Kind.NUMBER, Kind.RATE):
        return 11
    return min(70, max(14, column.width * 4))


def _text(text: str) -> str:
    return printable(text)[:LONGEST_TEXT]
