"""Working days in Vietnam: which days the law makes free, and counting what is left.

Pure: which days somebody has decided otherwise is given to a `Calendar`, never read here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Self

DAY = timedelta(days=1)
SATURDAY = 5
MONTH_FIRST = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


class RuledDay(NamedTuple):
    """What the week and the published holidays say of a day; ordinary ones have no name."""

    day: date
    is_workday: bool
    holiday: str
    holiday_en: str


def by_rule(first: date, last: date) -> Iterator[RuledDay]:
    """Every day from `first` to `last` with what the law says of it, swaps already published too.

    From 1901 to 2100; the lunar new year of years to come is computed.
    """
    import holidays  # half a second at each start of a process, for what a calendar is filled with

    years = range(first.year, last.year + 1)
    named = holidays.country_holidays("VN", years=years, language="vi")
    english = holidays.country_holidays("VN", years=years, language="en_US")
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        off = day in named or is_weekend(day)
        worked = not off or day in named.weekend_workdays
        yield RuledDay(day, worked, named.get(day, ""), _day_first(english.get(day, "")))


def _day_first(name: str) -> str:
    """Dates in a name as the site writes them: "(substituted from 26/04/2025)"."""
    return MONTH_FIRST.sub(r"\2/\1/\3", name)


def is_weekend(day: date) -> bool:
    """Whether `day` is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


@dataclass(frozen=True)
class Calendar:
    """Monday to Friday are worked but for `off`, and of Saturdays and Sundays those in `worked`.

    Both ascend, and hold only such days. The database counts as this does: see
    `tasks.models.Workday`.
    """

    off: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()

    @classmethod
    def of(cls, days: Iterable[tuple[date, bool]]) -> Self:
        """From days and whether each is worked, in any order; days not named are as in any week."""
        named = dict(days)
        off = (day for day, works in named.items() if not works and not is_weekend(day))
        worked = (day for day, works in named.items() if works and is_weekend(day))
        return cls(tuple(sorted(off)), tuple(sorted(worked)))

    @classmethod
    def by_rule(cls, first: date, last: date) -> Self:
        """What the law says, without anybody's decisions."""
        return cls.of((ruled.day, ruled.is_workday) for ruled in by_rule(first, last))

    def is_workday(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return _among(self.worked, day) if is_weekend(day) else not _among(self.off, day)

    def workdays_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and with `end`; 0 if that is not later."""
        return max(self._count(end) - self._count(start), 0)

    def add_workdays(self, day: date, count: int) -> date:
        """The day on which the `count`-th working day after `day` falls; before it if negative.

        Zero is `day` itself, whether or not it is worked.
        """
        step = DAY if count > 0 else -DAY
        for _each in range(abs(count)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def _count(self, day: date) -> int:
        """Working days from the first Monday of all times to `day`, with it."""
        weeks, weekday = divmod(day.toordinal() - 1, 7)
        plain = weeks * 5 + min(weekday + 1, 5)
        return plain - bisect_right(self.off, day) + bisect_right(self.worked, day)


def _among(days: tuple[date, ...], day: date) -> bool:
    place = bisect_right(days, day)
    return place > 0 and days[place - 1] == day
