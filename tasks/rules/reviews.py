"""How long a decision has waited for the secretaries."""

from datetime import date

from tracker.lib.workdays import workdays_between

# A review older than so many working days is the secretaries' own lateness.
IN_TIME = 3


def waited(recorded_on: date, today: date) -> int:
    """Working days since the Hanoi day on which the decision was asked for."""
    return workdays_between(recorded_on, today)
