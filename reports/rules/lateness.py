"""How late facts were recorded, and whether many were at once: what is known before the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accounts.models import Organisation
from reports.rules.counts import Counts
from reports.rules.measures import MEASURES, rounded
from reports.rules.report import figures
from reports.rules.statement import Made, made_from, told
from tasks.models import Programme
from tasks.rules.lateness import GRACE

# Name of each class → the most working days in it; the last has no end.
CLASSES: tuple[tuple[str, int | None], ...] = (
    ("on_time", 0),
    ("days_1_3", 3),
    ("days_4_10", 10),
    ("days_11_30", 30),
    ("days_over_30", None),
)
WINDOW = 5  # days in a row within which much recorded late is a clean-up
LEAST, TIMES = 5, 3  # at least so many facts, and so many times what evenly spread ones would be


@dataclass(frozen=True)
class LateQuestion:
    """Facts recorded on the Hanoi days from one to another, both included."""

    from_day: date
    to_day: date
    programme: Programme | None = None
    organisation: Organisation | None = None
    within: frozenset[int] | None = None


# Each count → the fewest and the most working days, and whether a reason was given; None for any.
COUNTED: dict[str, tuple[int, int | None, bool | None]] = {
    "recorded": (0, None, None),
    "late": (1, None, None),
    "on_time": (0, 0, None),
    "days_1_3": (1, 3, None),
    "days_4_10": (4, 10, None),
    "days_11_30": (11, 30, None),
    "days_over_30": (31, None, None),
    "reasoned": (GRACE + 1, None, True),
    "unreasoned": (GRACE + 1, None, False),
}


@dataclass(frozen=True)
class Lateness:
    """How many facts were recorded by how many working days after they happened.

    `reasoned` and `unreasoned`: of those beyond the grace, with a reason and without one. `longest`
    is the most working days of any.
    """

    on_time: int = 0
    days_1_3: int = 0
    days_4_10: int = 0
    days_11_30: int = 0
    days_over_30: int = 0
    reasoned: int = 0
    unreasoned: int = 0
    longest: int = 0

    @property
    def recorded(self) -> int:
        """All facts."""
        return self.on_time + self.late

    @property
    def late(self) -> int:
        """Those recorded at least one working day after they happened."""
        return self.days_1_3 + self.days_4_10 + self.days_11_30 + self.days_over_30

    def __add__(self, other: "Lateness") -> "Lateness":
        sums = {name: count + vars(other)[name] for name, count in vars(self).items()}
        return Lateness(**sums | {"longest": max(self.longest, other.longest)})

    def as_data(self) -> dict[str, int]:
        """All its numbers under their names."""
        return {"recorded": self.recorded, "late": self.late, **vars(self)}


def lateness(days: int, count: int, *, reasoned: bool) -> Lateness:
    """`count` facts, each recorded so many working days after it happened."""
    name = next(name for name, most in CLASSES if most is None or days <= most)
    counts: dict[str, Any] = {name: count, "longest": days}
    if days > GRACE:
        counts["reasoned" if reasoned else "unreasoned"] = count
    return Lateness(**counts)


@dataclass(frozen=True)
class Compared:
    """The counts of one day, as it happened and as known then."""

    day: date
    happened: Counts
    known: Counts

    def as_data(self) -> dict[str, Any]:
        """Both, and by how much what was known then lies above what had happened, by measure."""
        return {
            "day": self.day.isoformat(),
            "happened": figures(self.happened),
            "known": figures(self.known),
            "difference": {m.code: _difference(m, self) for m in MEASURES},
        }


def _difference(measure: Any, both: Compared) -> float | None:
    known, happened = measure.value(both.known), measure.value(both.happened)
    if known is None or happened is None:
        return None
    apart = known - happened
    return float(rounded(abs(apart), 4)) * (-1 if apart < 0 else 1)


@dataclass(frozen=True)
class CleanUp:
    """From one day to another an unusual part of all late facts was recorded.

    `before` is the eve of the first day, `after` the last day.
    """

    first: date
    last: date
    late: int
    before: Compared
    after: Compared

    def as_data(self) -> dict[str, Any]:
        return {
            "from_day": self.first.isoformat(),
            "to_day": self.last.isoformat(),
            "late": self.late,
            "overdue_known": [self.before.known.overdue, self.after.known.overdue],
            "overdue_happened": [self.before.happened.overdue, self.after.happened.overdue],
        }


@dataclass(frozen=True)
class LateRow:
    """One organisation, by code and in the reader's language."""

    key: str
    name: str
    lateness: Lateness


@dataclass(frozen=True)
class LateReport:
    """`days` has every day on which something was recorded: all facts of that day, and how late."""

    question: LateQuestion
    totals: Lateness
    rows: tuple[LateRow, ...]
    days: Mapping[date, Lateness]
    compared: tuple[Compared, ...]
    clean_up: CleanUp | None
    # The same figures, made again, are the same report.
    made: Made | None = field(default=None, compare=False)

    def as_data(self) -> dict[str, Any]:
        """The JSON of command and API."""
        asked = self.question
        return {
            "from_day": asked.from_day.isoformat(),
            "to_day": asked.to_day.isoformat(),
            "programme": asked.programme.code if asked.programme else None,
            "organisation": asked.organisation.code if asked.organisation else None,
            "totals": self.totals.as_data(),
            "rows": [{"key": r.key, "name": r.name, **r.lateness.as_data()} for r in self.rows],
            "days": [
                {"day": day.isoformat(), "recorded": each.recorded, "late": each.late}
                for day, each in sorted(self.days.items())
            ],
            "compared": [each.as_data() for each in self.compared],
            "clean_up": self.clean_up.as_data() if self.clean_up else None,
            "statement": self.statement(),
        }

    def statement(self) -> dict[str, Any]:
        """All that is needed to ask for the same again, and to check it."""
        asked = self.question
        return {
            "programme": asked.programme.code if asked.programme else None,
            "filters": {"organisation": asked.organisation.code} if asked.organisation else {},
            "recorded_from": asked.from_day.isoformat(),
            "cut_off": asked.to_day.isoformat(),
            "measures": told(MEASURES),
            **made_from(self.made),
        }


def busiest(days: Mapping[date, Lateness], question: LateQuestion) -> tuple[date, date, int] | None:
    """First and last day of the WINDOW with the most late facts, and how many; None if not unusual.

    Unusual is what is many times more than there would be if they were spread evenly.
    """
    late = {day: each.late for day, each in days.items() if each.late}
    if not late:
        return None
    first = max(sorted(late), key=lambda day: _within(late, day))
    found, length = _within(late, first), (question.to_day - question.from_day).days + 1
    if found < LEAST or found * length < TIMES * sum(late.values()) * WINDOW:
        return None
    last = max(day for day in late if (day - first).days in range(WINDOW))
    return first, last, found


def _within(late: Mapping[date, int], first: date) -> int:
    return sum(count for day, count in late.items() if (day - first).days in range(WINDOW))


def spread(question: LateQuestion, count: int = 6) -> Sequence[date]:
    """So many days all over the period, the last among them."""
    length = (question.to_day - question.from_day).days
    steps = sorted({length * n // count for n in range(1, count + 1)})
    return [question.from_day + timedelta(days=step) for step in steps]
