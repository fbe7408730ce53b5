from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Min

from reports.models import DailyRollUp
from reports.queries.rates.rolling import count_day
from tasks.models import TaskEvent
from tracker.clock import day_of

# A change recorded just before midnight may be committed after it; no request or job takes longer.
SETTLING = timedelta(minutes=5)


def roll_up(*, now: datetime) -> list[date]:
    """Count every finished Hanoi day that lacks its rows; returns the days.

    The first day is that of the first assignment. A day is one statement and one transaction, so
    what was done stays done when the next fails; two at once write the same rows.
    """
    days = missing_days(now=now)
    for each in days:
        with transaction.atomic():
            count_day(each)
    return days


def missing_days(*, now: datetime) -> list[date]:
    """The finished days after the last that was counted, ascending."""
    last_finished = day_of(now - SETTLING) - timedelta(days=1)
    counted = DailyRollUp.objects.aggregate(last=Max("day"))["last"]
    first = counted + timedelta(days=1) if counted else _first_day()
    if first is None:
        return []
    return [first + timedelta(days=n) for n in range((last_finished - first).days + 1)]


def _first_day() -> date | None:
    """The day on which the first assignment was recorded; None before there is any."""
    moment = TaskEvent.objects.leaves().aggregate(first=Min("recorded_at"))["first"]
    return day_of(moment) if moment else None
