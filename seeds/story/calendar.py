"""Hanoi days and moments: which days are worked, and at what time acts are recorded."""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from seeds.story.tables import rank, rows

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY = timedelta(days=1)
SATURDAY = 5

# The hours within which each kind of act is recorded; later steps of one day come later.
HOURS = {
    "draft": (8, 9),
    "assign": (9, 10),
    "report_progress": (10, 12),
    "ask_extension": (13, 14),
    "submit": (13, 15),
}
OTHER_HOURS = (15, 17)


@cache
def closed_days() -> frozenset[date]:
    return frozenset(date.fromisoformat(row["day"]) for row in rows("closed_days"))


def is_worked(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in closed_days()


def days(first: date, last: date) -> list[date]:
    """All days from `first` to `last`, both included; none when `last` comes before."""
    return [first + ONE_DAY * step for step in range((last - first).days + 1)]


def worked_between(first: date, last: date) -> int:
    """How many working days `last` lies after `first`."""
    return sum(is_worked(day) for day in days(first + ONE_DAY, last))


def moment(day: date, kind: str, *keys: object) -> datetime:
    """The moment of that day at which an act of this kind is recorded (aware, whole minutes)."""
    start, end = HOURS.get(kind, OTHER_HOURS)
    minutes = start * 60 + rank(kind, *keys) % ((end - start) * 60)
    return datetime.combine(day, time(minutes // 60, minutes % 60), HANOI)
