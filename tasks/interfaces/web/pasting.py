"""Reading a table of tasks that was copied from Excel or Word: what is understood, and what not.

Nothing is guessed: a cell that fits nothing, or several, is a fault that names it, and its row is
not taken over before it is mended.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.enums import Rhythm
from tasks.interfaces.web.pasted_cells import READERS, Known
from tasks.queries.facets import folded
from tasks.rules.deadline_text import read_deadline

MOST = 500  # rows at a time
# Columns in the order in which they are read where there is no heading; and by which words of a
# heading each is known, without diacritics. The others may only be had by a heading.
COLUMNS = ("clause", "title", "lead", "deadline", "deliverable")
NAMES = {
    "clause": gettext_lazy("Clause"),
    "title": gettext_lazy("Task"),
    "lead": gettext_lazy("Lead"),
    "deadline": gettext_lazy("Deadline"),
    "deliverable": gettext_lazy("Deliverable"),
    "officer": gettext_lazy("Officer"),
    "authority": gettext_lazy("Authority"),
    "co_agencies": gettext_lazy("Co-agencies"),
}
# What is shown, and said to be wrong, in the cell of another.
SHOWN_WITH = {"measure": "deliverable", "count": "deliverable"}
HEADINGS = {
    "officer": r"can bo|nguoi phu trach|nguoi thuc hien|officer",
    "authority": r"tham quyen|authority",
    "co_agencies": r"phoi hop|co-agenc",
    "lead": r"chu tri|\blead",
    "measure": r"don vi tinh|\bunit",
    "count": r"so luong|\bcount|quantity",
    "deadline": r"thoi han|thoi gian|han hoan thanh|deadline",
    "deliverable": r"san pham|ket qua|deliverable",
    "title": r"nhiem vu|noi dung|cong viec|\btask",
    "clause": r"diem|khoan|muc|\btt\b|\bstt\b|clause",
}


@dataclass
class PastedRow:
    """One row: its cells as they were, what they mean, and why some mean nothing.

    `words` are those of `draft_task`, and the number of its `clause`. `there` is said of one that
    has been entered already.
    """

    raw: list[str]
    cells: dict[str, str]
    words: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    day: date | None = None
    rhythm: str = ""
    there: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether it can be taken over."""
        return not self.faults and not self.there


@dataclass(frozen=True)
class Pasted:
    """The cells of what was pasted. `columns`: what each is, "" for one that is not taken over.

    `heading` is the row that names them, empty where there is none.
    """

    columns: list[str]
    heading: list[str]
    rows: list[list[str]]

    @property
    def left_out(self) -> list[str]:
        """The names of the columns that are not taken over."""
        pairs = zip(self.columns, self.heading, strict=False)
        return [heading for name, heading in pairs if heading and not name]


def cells_of(text: str) -> Pasted:
    """Cells are separated by tabs; one with a line break is in quotation marks, as Excel does."""
    lines = csv.reader(io.StringIO(text.replace("\r\n", "\n")), delimiter="\t")
    rows = [[" ".join(cell.split()) for cell in line] for line in lines]
    rows = [row for row in rows if any(row)]
    named = _named(rows[0]) if rows else []
    if "title" in named and len(set(named) - {""}) > 1:
        return Pasted(named, rows[0], rows[1:])
    return Pasted(list(COLUMNS), [], rows)


def _named(heading: Iterable[str]) -> list[str]:
    """What each column is; of two with one meaning the first is taken."""
    named: list[str] = []
    for cell in heading:
        name = _column(cell)
        named.append("" if name in named else name)
    return named


def read_table(text: str, known: Known) -> list[PastedRow]:
    """Each row of `text` with what it means. A row without a clause is of that above it.

    Raises ValidationError for more than MOST rows, or none.
    """
    pasted = cells_of(text)
    rows = pasted.rows
    if not rows:
        raise ValidationError(_("There is no row in it."), code="empty")
    if len(rows) > MOST:
        message = _("At most %(most)d rows at a time; these are %(count)d.")
        raise ValidationError(message % {"most": MOST, "count": len(rows)}, code="too_many")
    found, clause = [], ""
    for raw in rows:
        row = _row(pasted.columns, raw, clause, known)
        clause = row.cells["clause"]
        found.append(row)
    return found


def columns_of(rows: Sequence[PastedRow]) -> dict[str, Any]:
    """What is worth showing of `rows`: the usual columns, and the others that say something."""
    return {
        name: label
        for name, label in NAMES.items()
        if name in COLUMNS or any(row.cells[name] or name in row.faults for row in rows)
    }


def unread(text: str, left: Iterable[PastedRow]) -> str:
    """`text` with only the rows of `left` in it, below its heading."""
    heading = cells_of(text).heading
    written = io.StringIO()
    rows = [*([heading] if heading else []), *(row.raw for row in left)]
    csv.writer(written, delimiter="\t", lineterminator="\n").writerows(rows)
    return written.getvalue()


def _column(heading: str) -> str:
    plain = folded(heading)
    return next((name for name, words in HEADINGS.items() if re.search(words, plain)), "")


def _row(columns: Sequence[str], raw: list[str], clause: str, known: Known) -> PastedRow:
    cells = dict.fromkeys(READERS, "") | _cells(columns, raw)
    cells["clause"] = cells["clause"] or clause
    at = columns.index("clause") if "clause" in columns else len(raw)
    row = PastedRow([*raw[:at], cells["clause"], *raw[at + 1 :]] if raw[at:] else raw, cells)
    for name, read in READERS.items():
        try:
            row.words |= read(cells[name], known)
        except ValidationError as fault:
            row.faults[SHOWN_WITH.get(name, name)] = fault.messages[0]
    if any(raw[len(columns) :]):
        row.faults["title"] = _("The row has more cells than columns: %(cells)s") % {
            "cells": "; ".join(filter(None, raw[len(columns) :]))
        }
    _meaning(row)
    return row


def _cells(columns: Sequence[str], raw: Sequence[str]) -> dict[str, str]:
    return {name: cell for name, cell in zip(columns, raw, strict=False) if name}


def _meaning(row: PastedRow) -> None:
    """What the deadline means, to be shown."""
    if row.cells["deadline"] and "deadline" not in row.faults:
        written = read_deadline(row.cells["deadline"])
        row.day = written.day
        named = Rhythm(written.rhythm).label if written.rhythm else _("regular")
        row.rhythm = "" if written.day else str(named)
