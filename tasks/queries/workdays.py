"""The calendar of working days: for counting, for showing, and what was decided about it."""

from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from tasks.models import DayDecision, Workday
from tasks.models.workdays import UNLIKE_ITS_WEEK
from tasks.rules.workdays import Explanation, Told, explain_workdays
from tracker.lib.workdays import Calendar

# The law's days that are not as in any week, and over them the last decision on each day by then.
KNOWN = """
    SELECT day, by_law FROM tasks_workday WHERE by_law <> (extract(isodow FROM day) < 6)
    UNION ALL
    (
        SELECT DISTINCT ON (day) day,
               CASE ruling WHEN 'as_by_law' THEN by_law ELSE ruling = 'worked' END
        FROM tasks_daydecision JOIN tasks_workday USING (day)
        WHERE recorded_at < %s
        ORDER BY day, tasks_daydecision.id DESC
    )
"""


def working_calendar() -> Calendar:
    """The calendar as it is now, to be given to the rules. One query."""
    found = Workday.objects.filter(UNLIKE_ITS_WEEK).values_list("day", "is_workday")
    return Calendar.of(found.order_by())


def calendar_known(before: datetime) -> Calendar:
    """The calendar as it was known before that moment, whatever was decided since. One query."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [before])
        return Calendar.of(cursor.fetchall())  # of a day named twice the decision comes later


def calendar_days(first: date, last: date) -> QuerySet[Workday]:
    """The days of the calendar from one to another, both included."""
    return Workday.objects.filter(day__range=(first, last)).order_by("day")


def decisions() -> QuerySet[DayDecision]:
    """All decisions on days, the latest day first, and of a day the latest decision."""
    return DayDecision.objects.select_related("by").order_by("-day", "-pk")


def decisions_in_force(first: date, last: date) -> dict[date, DayDecision]:
    """Each day between both, included, on which something was decided → the decision that holds."""
    latest = decisions().filter(day__range=(first, last)).order_by("day", "-pk").distinct("day")
    return {one.day: one for one in latest}


def told_days(first: date, last: date) -> list[Told]:
    """The days from one to another, both included, each with the decision on it. Two queries."""
    held = decisions_in_force(first, last)
    return [Told(one, held.get(one.day)) for one in calendar_days(first, last)]


def explained(start: date, end: date) -> Explanation:
    """How many working days lie after `start`, up to and with `end`, and which. Two queries."""
    return explain_workdays(start, end, told_days(start + timedelta(days=1), end))
