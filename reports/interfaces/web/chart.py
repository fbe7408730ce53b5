"""The trend as a drawing: plain coordinates for the template, and the same figures as a table.

Coordinates are text, so that no locale turns their decimal points into commas.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby

from reports.interfaces.wording import percent, shown
from reports.rules.measures import BY_CODE, Measure
from reports.rules.trend import Point

LEFT, RIGHT, TOP, BOTTOM = 48, 560, 14, 196
WIDTH, HEIGHT = 800, 224
SERIES = ("on_time_rate", "completion_rate")
LABEL_GAP = 16  # pixels between two labels at the ends of lines
MOST_DAYS = 6  # labels under the drawing


@dataclass(frozen=True)
class Mark:
    """A label at a height or a width of the drawing."""

    at: str
    text: str
    day: date | None = None


@dataclass(frozen=True)
class Line:
    """One measure over time; broken where it has no figure."""

    code: str
    name: str
    pieces: list[str]
    end_x: str
    end_y: str
    label_y: str
    last: str


@dataclass(frozen=True)
class Chart:
    """All that the template draws; `table` has a row for each point: day, counts, figures."""

    lines: list[Line]
    heights: list[Mark]
    days: list[Mark]
    names: list[str]
    table: list[tuple[Point, list[str]]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM


def chart(points: Sequence[Point]) -> Chart | None:
    """None for fewer than two points: there is nothing to join by a line."""
    if len(points) < 2:
        return None
    measures = [BY_CODE[code] for code in SERIES]
    return Chart(
        lines=_apart([line for measure in measures if (line := _line(measure, points))]),
        heights=[Mark(_y(Fraction(n, 4)), percent_mark(n)) for n in range(5)],
        days=list(_days(points)),
        names=[str(measure.name) for measure in measures],
        table=[(p, [shown(measure, p.counts) for measure in measures]) for p in reversed(points)],
    )


def percent_mark(quarter: int) -> str:
    return f"{quarter * 25} %"


def _line(measure: Measure, points: Sequence[Point]) -> Line | None:
    known = [(p.day, value) for p in points if (value := measure.value(p.counts)) is not None]
    if not known:
        return None
    day, value = known[-1]
    y = _y(value)
    pieces = list(_pieces(measure, points))
    end_x = _x(day, points)
    return Line(measure.code, str(measure.name), pieces, end_x, y, y, percent(value))


def _pieces(measure: Measure, points: Sequence[Point]) -> Iterator[str]:
    """Runs of points that have a figure, as the `points` of a polyline."""
    valued = ((p, measure.value(p.counts)) for p in points)
    for has_figure, run in groupby(valued, key=lambda pair: pair[1] is not None):
        if has_figure:
            yield " ".join(f"{_x(p.day, points)},{_y(v)}" for p, v in run if v is not None)


def _apart(lines: list[Line]) -> list[Line]:
    """Labels at the ends of lines, moved apart where they would cover each other."""
    placed: list[Line] = []
    for line in sorted(lines, key=lambda each: float(each.end_y)):
        y = float(line.end_y)
        if placed:
            y = max(y, float(placed[-1].label_y) + LABEL_GAP)
        placed.append(replace(line, label_y=f"{y:.1f}"))
    return placed


def _days(points: Sequence[Point]) -> Iterator[Mark]:
    """The last day, and others an even number of points before it."""
    every = max(1, -(-len(points) // MOST_DAYS))
    for point in points[::-1][::every]:
        yield Mark(_x(point.day, points), "", point.day)


def _x(day: date, points: Sequence[Point]) -> str:
    whole = (points[-1].day - points[0].day).days
    return f"{LEFT + (RIGHT - LEFT) * (day - points[0].day).days / whole:.1f}"


def _y(value: Fraction) -> str:
    return f"{BOTTOM - (BOTTOM - TOP) * float(value):.1f}"
