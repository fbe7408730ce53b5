"""When a message that could not be delivered is tried again."""

from datetime import timedelta

LONGEST = timedelta(hours=1)
SPREAD = 0.25  # of the delay, at random: what failed together is not tried again together


def delay(attempts: int, *, first: timedelta, chance: float) -> timedelta:
    """How long to wait after so many attempts (1 or more): `first`, doubled each time, at most an
    hour; and up to a quarter longer, by `chance` (0 to 1)."""
    plain: timedelta = min(first * 2 ** min(attempts - 1, 20), max(LONGEST, first))
    return plain * (1 + SPREAD * chance)
