"""Working days in Vietnam: neither weekend nor public holiday."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether `day` is a working day."""
    return day.weekday() < 5 and day not in _holidays()


def workdays_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and with `end`; 0 when `end` is not later."""
    return sum(is_workday(start + DAY * n) for n in range(1, (end - start).days + 1))


def add_workdays(day: date, count: int) -> date:
    """The day on which the `count`-th working day after `day` falls."""
    while count:
        day += DAY
        count -= is_workday(day)
    return day


@lru_cache(maxsize=1)
def _holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("VN")  # fills each year when it is first asked for
