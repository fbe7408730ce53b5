"""What all drawings have in common."""

from typing import Any

FONT = "Be Vietnam Pro"
INK, SOFT, RULE = "#1f2933", "#52606d", "#d9dee4"

# The five classes, and parts of one, by colours that stay apart in grey and for the colour-blind.
COLOURS = {
    "completed_on_time": "#1b6e4b",
    "completed_late": "#8bc4a3",
    "in_time": "#9db4cf",
    "overdue": "#b3261e",
    "regular": "#d5d9de",
}


def drawing(width: int, height: int, values: list[dict[str, Any]], **rest: Any) -> dict[str, Any]:
    """A specification of Vega-Lite with the style of the house."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "background": "white",
        "padding": 4,
        "data": {"values": values},
        "config": CONFIG,
        **rest,
    }


CONFIG: dict[str, Any] = {
    "font": f"{FONT}, Segoe UI, Noto Sans, Arial, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "labelFontSize": 12,
        "titleColor": SOFT,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": RULE,
        "domainColor": RULE,
        "tickColor": RULE,
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": 12,
        "orient": "top",
        "title": None,
        "symbolType": "square",
    },
}
