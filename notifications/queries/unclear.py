"""Who has to be told that a task lacks a clarity: whoever must supply it, once for each day on
which it was lost."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection

from tasks.queries.clarity import MENDING


class GapOccasion(NamedTuple):
    """The key of a notice of a gap: ids, and the day since when the clarity has been lacking."""

    task: int
    clarity: str
    since: date
    recipient: int


# Columns are those of GapOccasion, in its order.
UNCLEAR = f"""
    SELECT mending.task_id, mending.clarity, mending.since, mending.user_id AS recipient_id
    FROM ({MENDING}) mending
    JOIN accounts_user person ON person.id = mending.user_id AND person.email <> ''
"""  # noqa: S608 -- only what is written here


def unclear_on(day: date, *, tasks: Collection[int]) -> set[GapOccasion]:
    """What has to be told on the Hanoi day `day` about `tasks` (ids), told already or not."""
    with connection.cursor() as cursor:
        sql = f"{UNCLEAR} WHERE mending.task_id = ANY (%(tasks)s::bigint[])"
        cursor.execute(sql, {"day": day, "tasks": sorted(tasks)})
        return {GapOccasion(*row) for row in cursor.fetchall()}
