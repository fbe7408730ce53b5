"""What is decided of days, and how a count of working days came about, day by day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tasks.enums import DayRuling
from tracker.lib.workdays import is_weekend

if TYPE_CHECKING:
    from tasks.models import DayDecision, Workday


class Ruling(NamedTuple):
    """What is decided of one day, and the day with which it is swapped."""

    day: date
    ruling: DayRuling
    swapped_with: date | None = None


Change = tuple[Ruling, ...]


def day_off(day: date) -> Change:
    """`day` is not worked."""
    return (Ruling(day, DayRuling.OFF),)


def worked_day(day: date) -> Change:
    """`day` is worked."""
    return (Ruling(day, DayRuling.WORKED),)


def swapped(off: date, worked: date) -> Change:
    """`off` is not worked, for that `worked` is."""
    return (Ruling(off, DayRuling.OFF, worked), Ruling(worked, DayRuling.WORKED, off))


def as_by_law(*days: date) -> Change:
    """Nothing is decided of `days` any more."""
    return tuple(Ruling(day, DayRuling.AS_BY_LAW) for day in days)


@dataclass(frozen=True)
class Told:
    """A day of the calendar with the decision on it, if one holds."""

    workday: "Workday"
    decision: "DayDecision | None" = None

    @property
    def day(self) -> date:
        return self.workday.day

    @property
    def is_workday(self) -> bool:
        return self.workday.is_workday

    @property
    def is_decided(self) -> bool:
        """Whether it is otherwise than the law has it."""
        return self.workday.is_workday != self.workday.by_law

    @property
    def is_special(self) -> bool:
        """Whether it is otherwise than the same day of most weeks."""
        return self.is_workday == is_weekend(self.day)


class Run(NamedTuple):
    """Days from one to another without a gap."""

    first: date
    last: date


@dataclass(frozen=True)
class Explanation:
    """The working days after `start`, up to and with `end`: which they are, and what lies between.

    `special` are days off that are no weekend, and weekends that are worked, each to be named.
    """

    start: date
    end: date
    count: int
    counted: Sequence[Run]
    weekends: Sequence[Run]
    special: Sequence[Told]


def explain_workdays(start: date, end: date, told: Sequence[Told]) -> Explanation:
    """`told` are the days after `start`, up to and with `end`, in their order."""
    counted = [one.day for one in told if one.is_workday]
    weekends = [one.day for one in told if not one.is_workday and is_weekend(one.day)]
    special = [one for one in told if one.is_special]
    return Explanation(start, end, len(counted), runs(counted), runs(weekends), special)


def runs(days: Sequence[date]) -> list[Run]:
    """Ascending days, those that follow one another taken together."""
    placed = ((day - timedelta(days=number), day) for number, day in enumerate(days))
    together = ([day for _place, day in group] for _key, group in groupby(placed, lambda p: p[0]))
    return [Run(group[0], group[-1]) for group in together]


@dataclass(frozen=True)
class Moved:
    """So many computed dates (or counts) of a kind that would be another."""

    what: str
    before: object
    after: object
    count: int


def moved(
    before: Mapping[tuple[str, object], object], after: Mapping[tuple[str, object], object]
) -> list[Moved]:
    """What differs, counted by kind, by what it is and by what it would be.

    Both: kind and whatever tells the dates of a kind apart → the computed date; what is missing
    in one of them is not computed there.
    """
    found: Counter[tuple[str, object, object]] = Counter()
    for key in before.keys() | after.keys():
        then, now = before.get(key), after.get(key)
        if then != now:
            found[key[0], then, now] += 1
    return [Moved(*key, count) for key, count in sorted(found.items(), key=str)]
