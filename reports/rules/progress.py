"""How long a file that is being made will still take."""

from datetime import datetime, timedelta

# Of less than this nothing can be said yet.
LEAST = timedelta(seconds=2)


def time_left(
    done: int, total: int, *, started_at: datetime | None, now: datetime
) -> timedelta | None:
    """At the pace so far; None while it cannot be said."""
    if started_at is None or not 0 < done <= total or now - started_at < LEAST:
        return None
    return (now - started_at) * (total - done) / done
