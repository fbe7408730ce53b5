"""How long a decision has waited for the secretaries."""

from datetime import date, timedelta

from tracker.lib.workdays import Calendar

# A review older than so many working days is the secretaries' own lateness.
IN_TIME = 3


def waited(recorded_on: date, today: date, calendar: Calendar) -> int:
    """Working days since the Hanoi day on which the decision was asked for."""
    return calendar.workdays_between(recorded_on, today)


def due_on(recorded_on: date, calendar: Calendar) -> date:
    """The last day on which the decision is in time."""
    return calendar.add_workdays(recorded_on, IN_TIME)


def last_late_day(today: date, calendar: Calendar) -> date:
    """What was recorded on this Hanoi day or before has waited longer than IN_TIME."""
    day = today
    while waited(day, today, calendar) <= IN_TIME:
        day -= timedelta(days=1)
    return day
