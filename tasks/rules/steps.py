"""Step functions of the day: `values[i]` holds from `starts[i]` on, until the next start."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date


def step_on(starts: Sequence[date], day: date) -> int | None:
    """Index of the step that holds on `day`; None before the first. `starts` ascends."""
    index = bisect_right(starts, day) - 1
    return index if index >= 0 else None
