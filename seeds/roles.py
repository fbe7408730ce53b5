"""Reading each person's roles once for each day of the story: a third of the load went there.

Nobody's roles change within a day that is over before the last Sunday, when a deputy is named.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from accounts.models import User
from accounts.queries import Seats, seats_of
from seeds.story.tables import by_key, day
from tasks.domain import recording


@contextmanager
def roles_kept() -> Iterator[None]:
    """While this lasts, whoever locks a task is looked up once a day."""
    kept: dict[tuple[int, date], Seats] = {}
    changing = day(by_key("story", "key")["sunday"]["value"])

    def seats_kept(user: User, *, on: date) -> Seats:
        if on >= changing:
            return seats_of(user, on=on)
        key = user.pk, on
        if key not in kept:
            kept[key] = seats_of(user, on=on)
        return kept[key]

    setattr(recording, "seats_of", seats_kept)  # noqa: B010 -- types forbid it said plainly
    try:
        yield
    finally:
        setattr(recording, "seats_of", seats_of)  # noqa: B010
