"""Reading the tables of `seeds/data`. Every table is a CSV file with a header line."""

import csv
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar
from zlib import crc32

DATA = Path(__file__).parent.parent / "data"

T = TypeVar("T")
Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of a table, in the order of the file."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def by_key(table: str, key: str) -> dict[str, Row]:
    """The rows of a table by the value of one of its columns."""
    return {row[key]: row for row in rows(table)}


def words(text: str, separator: str = ";") -> list[str]:
    """The parts of a list cell: "a;b" → ["a", "b"], "" → []."""
    return [word.strip() for word in text.split(separator) if word.strip()]


def weighted(text: str) -> list[str]:
    """A list cell with weights, written out: "a*2;b" → ["a", "a", "b"]."""
    drawn: list[str] = []
    for word in words(text):
        value, _, times = word.partition("*")
        drawn += [value] * int(times or 1)
    return drawn


def day(text: str) -> date:
    return date.fromisoformat(text)


def rank(*keys: object) -> int:
    """A fixed number for these keys: what stands in for chance, the same on every machine."""
    return crc32("/".join(map(str, keys)).encode())


def pick(options: Sequence[T], *keys: object) -> T:
    """One of the options, always the same for the same keys."""
    return options[rank(*keys) % len(options)]


@cache
def texts(use: str) -> tuple[str, ...]:
    return tuple(row["text"] for row in rows("texts") if row["use"] == use)


def text(use: str, *keys: object) -> str:
    """A sentence for this use, always the same for the same keys."""
    return pick(texts(use), use, *keys)
