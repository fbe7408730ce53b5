"""What is drawn: the figures of a report as specifications of Vega-Lite."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reports.enums import Age
from reports.interfaces.charts.style import COLOURS, INK, drawing
from reports.interfaces.wording.rates import percent
from reports.rules.measures import BY_CODE, CLASSES, Measure
from reports.rules.report import Row
from reports.rules.trend import Point

WIDTH, LABELS = 640, 190  # of a drawing; of that, for what stands beside it
LINES = {"on_time_rate": "#1b4f8f", "completion_rate": "#b45f06"}
APART = 0.09  # the least distance of two labels, on a scale from 0 to 1
LEGIBLE = 0.035  # of the longest bar: a shorter piece bears no number

Spec = dict[str, Any]


def trend_chart(points: Sequence[Point]) -> Spec | None:
    """Two measures over time; None for fewer than two points: there is nothing to join by a line.

    A line is broken where there is no figure.
    """
    if len(points) < 2:
        return None
    measures = [BY_CODE[code] for code in LINES]
    values = [_point(measure, point) for measure in measures for point in points]
    layers = [
        _line(),
        {
            "transform": [{"filter": "datum.last"}],
            **_mark("point", filled=True, size=45, opacity=1),
        },
        {
            "transform": [{"filter": "datum.last"}],
            "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 12},
            "encoding": {
                "y": {"field": "label_at", "type": "quantitative"},
                "text": {"field": "label"},
            },
        },
    ]
    return drawing(
        WIDTH - LABELS, 190, list(_labelled(values, measures)), encoding=_over_time(), layer=layers
    )


def _point(measure: Measure, point: Point) -> Spec:
    value = measure.value(point.counts)
    return {
        "day": point.day.isoformat(),
        "measure": measure.code,
        "rate": None if value is None else float(value),
        "shown": "" if value is None else percent(value),
    }


def _labelled(values: list[Spec], measures: Sequence[Measure]) -> Iterator[Spec]:
    """The last known value of each measure is marked, with a label that covers no other."""
    known = [value for value in values if value["rate"] is not None]
    ends = {value["measure"]: value for value in known}
    names = {measure.code: str(measure.name) for measure in measures}
    least = None
    for end in sorted(ends.values(), key=lambda each: float(each["rate"])):
        at = end["rate"] if least is None else max(end["rate"], least)
        least = at + APART
        label = f"{end['shown']} {names[end['measure']].lower()}"
        end |= {"last": True, "label_at": at, "label": label}
    yield from values


def _over_time() -> Spec:
    return {
        "x": {
            "field": "day",
            "type": "temporal",
            "scale": {"type": "utc"},
            "axis": {"format": "%d/%m/%y", "tickCount": 6, "title": None, "grid": False},
        },
        "y": {
            "field": "rate",
            "type": "quantitative",
            "scale": {"domain": [0, 1]},
            "axis": {
                "labelExpr": "round(datum.value * 100) + ' %'",
                "title": None,
                "values": QUARTERS,
            },
        },
        "color": {
            "field": "measure",
            "scale": {"domain": list(LINES), "range": list(LINES.values())},
            "legend": None,
        },
    }


QUARTERS = [0, 0.25, 0.5, 0.75, 1]


def _line() -> Spec:
    return _mark("line", strokeWidth=2.2, invalid="break-paths-filter-domains")


def _mark(kind: str, **how: Any) -> Spec:
    return {"mark": {"type": kind, **how}}


def standings_chart(rows: Sequence[Row]) -> Spec | None:
    """Of each row the five classes beside each other; None where there are no rows."""
    if not rows:
        return None
    longest = max(row.counts.total for row in rows)
    values = [piece for row in rows for piece in _pieces(row, longest)]
    names = [str(name) for name, _standings in CLASSES]
    colours = {"domain": names, "range": list(COLOURS.values())}
    shared: Spec = {
        "y": {"field": "row", "sort": None, "axis": {"title": None, "labelLimit": 220}},
        "x": {"field": "tasks", "type": "quantitative", "stack": "zero", "axis": COUNT_AXIS},
        "order": {"field": "order"},
    }
    bars = {
        **_mark("bar", height={"band": 0.62}),
        "encoding": {"color": {"field": "class", "sort": None, "scale": colours}},
    }
    numbers = {
        "mark": {"type": "text", "fontSize": 11},
        "encoding": {
            "x": shared["x"] | {"bandPosition": 0.5},
            "text": {"field": "label"},
            "detail": {"field": "class"},
            "color": {"condition": {"test": DARK, "value": "white"}, "value": INK},
        },
    }
    return drawing(WIDTH - 200, 46 * len(rows), values, encoding=shared, layer=[bars, numbers])


COUNT_AXIS = {
    "title": None,
    "tickMinStep": 1,
    "tickCount": 6,
    "format": "d",
    "domain": False,
    "labelFlush": False,
}
DARK = "datum.dark"


def _pieces(row: Row, longest: int) -> Iterator[Spec]:
    """A piece too short for its number bears none."""
    for order, (code, (title, standings)) in enumerate(zip(COLOURS, CLASSES, strict=True)):
        tasks = row.counts.sum_of(standings)
        yield {
            "row": row.name,
            "class": str(title),
            "order": order,
            "tasks": tasks,
            "label": str(tasks) if tasks >= max(1, longest * LEGIBLE) else "",
            "dark": code in {"completed_on_time", "overdue"},
        }


def ages_chart(ages: Mapping[Age, int]) -> Spec | None:
    """How many overdue tasks are how late; None where none is."""
    if not any(ages.values()):
        return None
    values = [{"age": str(age.label), "tasks": count} for age, count in ages.items()]
    shared: Spec = {
        "y": {"field": "age", "sort": None, "axis": {"title": None, "labelLimit": 220}},
        "x": {"field": "tasks", "type": "quantitative", "axis": None},
    }
    bars = _mark("bar", height={"band": 0.62}, color=COLOURS["overdue"])
    numbers = {
        "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 12, "color": INK},
        "encoding": {"text": {"field": "tasks"}},
    }
    return drawing(WIDTH - 200, 26 * len(values), values, encoding=shared, layer=[bars, numbers])
