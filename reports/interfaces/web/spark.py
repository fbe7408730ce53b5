"""The headline of a row over its last weeks, drawn as small as a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.interfaces.wording.rates import percent
from reports.rules.measures import HEADLINE, rounded
from reports.rules.trend import Point

WIDTH, HEIGHT, EDGE = 72, 26, 3


@dataclass(frozen=True)
class Spark:
    """`line` are the points of the drawing, `end` the last of them; `said` says it in words.

    `change` is from the first known figure to the last, `moved` the same in percentage points.
    """

    line: str
    end: tuple[str, str]
    change: Fraction
    moved: str
    said: str


def spark(points: Sequence[Point]) -> Spark | None:
    """None for fewer than two points with a figure."""
    rates = [(point.day, HEADLINE.value(point.counts)) for point in points]
    known = [(day, rate) for day, rate in rates if rate is not None]
    if len(known) < 2:
        return None
    (first, before), (last, now) = known[0], known[-1]
    span = (last - first).days
    places = [(_x((day - first).days, span), _y(rate)) for day, rate in known]
    said = _("%(before)s on %(first)s, %(now)s on %(last)s")
    words = {"before": percent(before), "first": f"{first:%d/%m}"}
    words |= {"now": percent(now), "last": f"{last:%d/%m/%Y}"}
    line = " ".join(",".join(place) for place in places)
    return Spark(line, places[-1], now - before, points_of(now - before), said % words)


def points_of(change: Fraction) -> str:
    """In percentage points with a sign: "+1,2", "−0,4", "0,0"."""
    points = rounded(change * 100, 1)
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return f"{sign}{number_format(abs(points), decimal_pos=1)}"


def _x(days: int, span: int) -> str:
    return f"{EDGE + days / span * (WIDTH - 2 * EDGE):.1f}"


def _y(rate: Fraction) -> str:
    return f"{EDGE + float(1 - rate) * (HEIGHT - 2 * EDGE):.1f}"
