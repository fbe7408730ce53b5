"""The scripts of `cohorts.csv`: what happens to the tasks of a cohort, and within which days.

A script is a list of steps, parted by `|`: a verb, a window, and options.

    progress A+3..A+15 | submit 08-05..08-08 on=D-3..D | accept +1..+4 & ..08-27

A window is one or more ranges joined by `&` (all must hold) of days that count from the
assignment (A), the first deadline (D), the extended deadline (E), the day the step before was
recorded (+), or are days of 2025 (08-05). `on=` is the window of the day it happened, where that
is not the day it was recorded. `share=1/2` leaves the step out for the other half of the tasks,
or where no day is left. `to=` is the deadline asked for, as written.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

YEAR = 2025
POINT = re.compile(r"([ADE]?)([+-]\d+)?|(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Window:
    """Ranges of days, each as a pair of expressions; an empty end is open."""

    ranges: tuple[tuple[str, str], ...]

    def bounds(self, anchors: Mapping[str, date]) -> tuple[date, date]:
        """The first and the last day; `anchors` are the days of A, D, E and "" (step before)."""
        lows = [_point(low, anchors, date.min) for low, _ in self.ranges]
        highs = [_point(high, anchors, date.max) for _, high in self.ranges]
        return max(lows), min(highs)


@dataclass(frozen=True)
class Step:
    verb: str
    window: Window
    on: Window | None
    share: Fraction
    to: str


def parse(script: str) -> list[Step]:
    """The steps of a script. Raises ValueError for what it cannot read."""
    return [_step(part.strip()) for part in script.split("|") if part.strip()]


def _step(text: str) -> Step:
    verb, _, rest = text.partition(" ")
    words = re.split(r"\s+(?=\w+=)", rest)
    options = dict(word.split("=", 1) for word in words[1:])
    unknown = set(options) - {"on", "share", "to"}
    if unknown:
        raise ValueError(f"{text}: no option {sorted(unknown)}")
    on = window(options["on"]) if "on" in options else None
    share = Fraction(options.get("share", 1))
    return Step(verb, window(words[0]), on, share, options.get("to", ""))


def window(text: str) -> Window:
    ranges = []
    for part in text.split("&"):
        low, dots, high = part.strip().partition("..")
        ranges.append((low, high if dots else low))
    return Window(tuple(ranges))


def _point(text: str, anchors: Mapping[str, date], default: date) -> date:
    if not text:
        return default
    found = POINT.fullmatch(text)
    if not found:
        raise ValueError(f"no day: {text!r}")
    anchor, shift, month, day = found.groups()
    if month:
        return date(YEAR, int(month), int(day))
    return anchors[anchor] + timedelta(days=int(shift or 0))
