"""Where the labels of a drawn time line stand: in whole numbers, and none upon another.

Two forms of the same points. `across` runs to scale from left to right and hangs each label from
its day: what is due above the line, what happened below it. `down` is for narrow screens: one
label under another, each led to its day. A label for which there is no room is left out, those of
the smallest weight first and of equal ones the oldest; its day is marked all the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

WIDE, NARROW = 1080, 320  # how wide the frames are
EDGE, HALF = 12, 8  # left and right of everything; half a mark, and the room it needs
LETTER = 7.2  # how wide a letter is at the most, on average
ROW, BAND = 20, 22  # how high a row of labels is, and the line itself
SAME = 2 * HALF  # marks closer together than this hang from one string
STEP = 38  # how high a label of two lines is
ACROSS_ROWS, DOWN_LABELS = 9, 14  # how many there may be at the most
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
TICKS, TICK = 12, 52  # how many months are named at the most, and how wide a name is


@dataclass(frozen=True)
class Point:
    """What is written at a day, above the line or below it."""

    day: date
    text: str
    above: bool = False
    weight: int = 0


@dataclass(frozen=True)
class Place:
    """Of one point: where its day is, where its mark and label stand, and how wide the label is.

    `x`, `y` are of the middle of the mark; the label begins right of it. `at` is the day's own
    place on the line: from the left in `across`, from the top in `down`. Not `shown`: only `at`.
    """

    at: int
    x: int = 0
    y: int = 0
    width: int = 0
    shown: bool = True


@dataclass(frozen=True)
class Drawing:
    """`places` are in the order of the points. `line` is where the line itself begins, from the
    top in `across`, from the left in `down`; `scale` says where a day is."""

    width: int
    height: int
    line: int
    places: list[Place]
    scale: "Scale"


@dataclass(frozen=True)
class Scale:
    """From the days `first` … `last` to `start` … `end`."""

    first: date
    last: date
    start: int
    end: int

    def at(self, day: date) -> int:
        """Where `day` is; of a day outside, the nearer end."""
        return self.start + round((self.end - self.start) * self.share(day))

    def share(self, day: date) -> float:
        whole = (self.last - self.first).days
        return min(max((day - self.first).days / whole, 0.0), 1.0) if whole else 0.0


def width_of(text: str) -> int:
    """How much room a label needs with its mark, at the most."""
    return 2 * HALF + round(LETTER * len(text))


def across(points: Sequence[Point], *, first: date, last: date) -> Drawing:
    """To scale from left to right."""
    scale = Scale(first, last, EDGE, _end(points, Scale(first, last, 0, 1)))
    rows: dict[int, tuple[int, int]] = {}
    for above in (True, False):
        rows |= _rows([(n, p) for n, p in enumerate(points) if p.above is above], scale)
    high = {above: _depth(points, rows, above) for above in (True, False)}
    line = EDGE + high[True] * ROW
    places = [_hung(n, point, rows, scale, line) for n, point in enumerate(points)]
    return Drawing(WIDE, line + BAND + high[False] * ROW + EDGE, line, places, scale)


def down(points: Sequence[Point], *, first: date, last: date) -> Drawing:
    """From top to bottom, one label under another in the order of their days."""
    chosen = sorted(range(len(points)), key=lambda n: _rank(points[n]))[:DOWN_LABELS]
    order = sorted(chosen, key=lambda n: (points[n].day, n))
    length = STEP * max(len(order) - 1, 1) * 5 // 4
    scale = Scale(first, last, STEP // 2, STEP // 2 + length)
    tops = _spread([scale.at(points[n].day) for n in order], scale.end)
    label = EDGE + 4 * HALF
    found = {
        n: Place(scale.at(points[n].day), label, y, width_of(points[n].text))
        for n, y in zip(order, tops, strict=True)
    }
    away = [found.get(n) or Place(scale.at(p.day), shown=False) for n, p in enumerate(points)]
    return Drawing(NARROW, scale.end + STEP, EDGE, away, scale)


def ticks(scale: Scale, *, most: int = TICKS) -> list[date]:
    """The first days of months to be named: at most so many, evenly apart, with room for each."""
    for step in MONTH_STEPS:
        found = list(_months(scale.first, scale.last, step))
        places = [scale.at(day) for day in found]
        if len(found) <= most and all(b - a >= TICK for a, b in pairwise(places)):
            return [day for day, at in zip(found, places, strict=True) if at + TICK <= scale.end]
    return []


def _months(first: date, last: date, step: int) -> Iterator[date]:
    number = first.year * 12 + first.month - 1
    for month in range(-(-number // step) * step, last.year * 12 + last.month, step):
        day = date(month // 12, month % 12 + 1, 1)
        if day >= first:
            yield day


def _end(points: Iterable[Point], share: Scale) -> int:
    """Where the last day may be, so that every label ends within the frame."""
    room = WIDE - 2 * EDGE - SAME
    ends = [(room - width_of(p.text)) / share.share(p.day) for p in points if share.share(p.day)]
    return EDGE + int(min([room, *ends]))


def _rank(point: Point) -> tuple[int, int]:
    """Who gets a label first."""
    return -point.weight, -point.day.toordinal()


def _rows(points: list[tuple[int, Point]], scale: Scale) -> dict[int, tuple[int, int]]:
    """Point → the string it hangs from and its row, for as many as there is room for."""
    kept: list[tuple[int, Point]] = []
    rows: dict[int, tuple[int, int]] = {}
    for each in sorted(points, key=lambda each: _rank(each[1])):
        tried = _stairs([*kept, each], scale)
        if all(row < ACROSS_ROWS for _string, row in tried.values()):
            kept, rows = [*kept, each], tried
    return rows


def _stairs(points: list[tuple[int, Point]], scale: Scale) -> dict[int, tuple[int, int]]:
    """From the right: a label stands below all those over which it reaches, so that no string
    runs through a label. Marks of nearly the same day hang from the same string."""
    rows: dict[int, tuple[int, int]] = {}
    string = scale.end + 2 * SAME
    for n, point in sorted(points, key=lambda each: (each[1].day, each[0]), reverse=True):
        at = scale.at(point.day)
        string = string if string - at < SAME else at
        ends = string + width_of(point.text)
        below = [row for x, row in rows.values() if x - HALF <= ends]
        rows[n] = (string, max(below, default=-1) + 1)
    return rows


def _depth(points: Sequence[Point], rows: dict[int, tuple[int, int]], above: bool) -> int:
    return max((row + 1 for n, (_x, row) in rows.items() if points[n].above is above), default=0)


def _hung(n: int, point: Point, rows: dict[int, tuple[int, int]], scale: Scale, line: int) -> Place:
    at = scale.at(point.day)
    if n not in rows:
        return Place(at, shown=False)
    x, row = rows[n]
    y = line - ROW * row - ROW // 2 - 2 if point.above else line + BAND + ROW * row + ROW // 2 + 2
    return Place(at, x, y, width_of(point.text))


def _spread(wanted: list[int], end: int) -> list[int]:
    """As near to where they are wanted as they can be, a step apart and not below `end`."""
    tops: list[int] = []
    for y in wanted:
        tops.append(max([y, *(top + STEP for top in tops[-1:])]))
    for n in reversed(range(len(tops))):
        tops[n] = min(tops[n], end - STEP * (len(tops) - 1 - n))
    return tops
