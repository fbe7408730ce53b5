"""The trend on a page: the drawing itself is an image beside it, the same as in a meeting pack."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.interfaces.charts.specs import LINES
from reports.interfaces.pack.sections import trend_alt
from reports.interfaces.wording.rates import shown
from reports.rules.measures import BY_CODE
from reports.rules.trend import Point


@dataclass(frozen=True)
class Chart:
    """`alt` says in words what is drawn; `table` has a row for each point: day, counts, figures."""

    alt: str
    names: list[str]
    table: list[tuple[Point, list[str]]]


def chart(points: Sequence[Point]) -> Chart | None:
    """None for fewer than two points: there is nothing to join by a line."""
    if len(points) < 2:
        return None
    measures = [BY_CODE[code] for code in LINES]
    return Chart(
        alt=trend_alt(points),
        names=[str(measure.name) for measure in measures],
        table=[(p, [shown(measure, p.counts) for measure in measures]) for p in reversed(points)],
    )
