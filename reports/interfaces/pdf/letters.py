"""Which letters a font can draw. What it cannot would make the file break its own standard.

A font file lists its letters in its table `cmap`: OpenType 1.9, formats 4 and 12.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import fontpkg

LONGEST = 4000  # letters in one piece: the standard ends a string at 32,767 bytes
UNKNOWN = "\ufffd"
BEYOND = 0x10FFFF


def drawable(text: str, family: str) -> str:
    """`text` composed, with UNKNOWN for letters that the font lacks, and cut when far too long."""
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    letters, composed = letters_of(family), unicodedata.normalize("NFC", text)
    return "".join(one if one in letters or one == "\n" else UNKNOWN for one in composed)


@cache
def letters_of(family: str) -> frozenset[str]:
    """All letters of a family's upright font."""
    data = Path(fontpkg.path(family)).read_bytes()
    cmap = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", cmap, 2)
    found: set[int] = set()
    for number in range(count):
        (at,) = struct.unpack_from(">L", cmap, 8 + 8 * number)
        (form,) = struct.unpack_from(">H", cmap, at)
        found.update(_READ[form](cmap[at:]) if form in _READ else ())
    return frozenset(map(chr, found))


def _table(data: bytes, name: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _sum, at, length = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        if tag == name:
            return data[at : at + length]
    raise ValueError(f"no table {name!r}")


def _format_4(table: bytes) -> Iterator[int]:
    """Ranges from a first to a last letter, the ends before the starts."""
    (double,) = struct.unpack_from(">H", table, 6)
    for at in range(0, double, 2):
        (last,) = struct.unpack_from(">H", table, 14 + at)
        (first,) = struct.unpack_from(">H", table, 16 + double + at)
        if first <= last < 0xFFFF:
            yield from range(first, last + 1)


def _format_12(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">L", table, 12)
    for number in range(count):
        first, last = struct.unpack_from(">LL", table, 16 + 12 * number)
        yield from range(first, min(last, BEYOND) + 1)


_READ = {4: _format_4, 12: _format_12}
