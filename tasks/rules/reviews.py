"""How long a decision has waited for the secretaries."""

from datetime import date, timedelta

from tracker.lib.workdays import workdays_between

# A review older than so many working days is the secretaries' own lateness.
IN_TIME = 3


def waited(recorded_on: date, today: date) -> int:
    """Working days since the Hanoi day on which the decision was asked for."""
    return workdays_between(recorded_on, today)


def last_late_day(today: date) -> date:
    """What was recorded on this Hanoi day or before has waited longer than IN_TIME."""
    day = today
    while waited(day, today) <= IN_TIME:
        day -= timedelta(days=1)
    return day
