"""A document before it is written: the same for Word, PDF and Excel, in the reader's words."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Generic, TypeVar

# What XML cannot hold, and what would turn the direction of a line.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

Item = TypeVar("Item")
MOST_ROWS = 1000  # a row of a PDF takes some 150 kB of memory while it is made


class Kind(Enum):
    """What the cells of a column are."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    RATE = "rate"
    DAY = "day"


@dataclass(frozen=True)
class Rate:
    """A measure in a cell: exact, as it is shown, and with the counts put in."""

    value: Fraction | None
    shown: str
    numbers: str


Cell = str | int | date | Rate | None
Cells = Sequence[Cell]


@dataclass(frozen=True)
class Column:
    """`width` is in parts of the page's width."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 1


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    text: str
    soft: bool = False


@dataclass(frozen=True)
class Table:
    """`sheet` is its name in the workbook; `empty` is said where there are no rows.

    `count` is how many rows there are: they may be too many to be held. A document to be read and
    printed shows no more than `most` of them.
    """

    sheet: str
    columns: Sequence[Column]
    rows: Iterable[Cells]
    count: int
    total: Cells | None = None
    empty: str = ""
    most: int = MOST_ROWS


@dataclass(frozen=True)
class Rows(Generic[Item]):
    """The lines of a list as rows, made as they are gone through; as often as they are asked for.

    A list that is cut short is not read further than it is gone through.
    """

    lines: Iterable[Item]
    cells: Callable[[Item], Cells]

    def __iter__(self) -> Iterator[Cells]:
        return map(self.cells, self.lines)


@dataclass(frozen=True)
class Chart:
    """A drawing by Vega-Lite; `alt` says in words what it shows, `title` stands under it."""

    title: str
    alt: str
    spec: Mapping[str, Any]


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True)
class Letterhead:
    """What a Vietnamese administrative report has around its text."""

    parent: str
    issuer: str
    nation: str
    motto: str
    number: str
    place_and_day: str
    kind: str
    subject: str
    recipients_title: str
    recipients: Sequence[str]
    signer: str
    signature: str


@dataclass(frozen=True)
class Document:
    """`notice` stands on each page; it is empty where the figures are official."""

    language: str
    letterhead: Letterhead
    notice: str
    author: str
    blocks: Sequence[Block]
    annex_title: str
    annex: Table


def said(cell: Cell) -> str:
    """A cell as text."""
    if isinstance(cell, Rate):
        return cell.shown
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return "" if cell is None else printable(str(cell))


def printable(text: str) -> str:
    """Without the characters that no document can hold; lines stay lines."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
