"""When a message that could not be delivered is tried again."""

from datetime import timedelta

LONGEST = timedelta(hours=1)


def delay(attempts: int) -> timedelta:
    """How long to wait after so many attempts (1 or more): 1, 2, 4 … minutes, at most an hour."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST)
