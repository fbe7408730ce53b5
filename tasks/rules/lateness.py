"""Facts that are recorded some time after they happened."""

from datetime import date

from tracker.lib.workdays import Calendar

# So many working days after it happened, a fact needs no reason yet for being recorded late.
GRACE = 3


def needs_reason(happened_on: date, recorded_on: date, calendar: Calendar) -> bool:
    """Whether a fact of the Hanoi day `happened_on` is recorded beyond the grace."""
    return calendar.workdays_between(happened_on, recorded_on) > GRACE
