"""One point of a trend."""

from dataclasses import dataclass
from datetime import date

from reports.rules.counts import Counts


@dataclass(frozen=True)
class Point:
    """The counts at the end of a day, as known then, against the deadline in force."""

    day: date
    counts: Counts
