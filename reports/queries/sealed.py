"""The newest seal of the history, and what came after it."""

from django.db import connection

from accounts.models import User
from accounts.queries import remembered
from reports.rules.statement import Sealed
from tasks.models import Seal

# What no seal covers: mostly the events of today. `events` is a multirange of ids.
AFTER = """
    SELECT count(*)
    FROM unnest(
        int8multirange(int8range(0, NULL)) - (
            SELECT coalesce(range_agg(range), '{}')
            FROM tasks_seal, unnest(events::int8multirange) AS range
        )
    ) AS gap
    JOIN tasks_taskevent AS event
        ON event.id >= lower(gap) AND event.id < coalesce(upper(gap), 9223372036854775807)
"""


def newest_seal(reader: User | None = None) -> Sealed | None:
    """None before the first. Two queries, for all that `reader` reads on one page."""
    return remembered(reader, "newest seal", _newest_seal) if reader else _newest_seal()


def _newest_seal() -> Sealed | None:
    seal = Seal.objects.order_by("-number").first()
    if seal is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(AFTER)
        [after] = cursor.fetchone() or [0]
    return Sealed(seal.number, seal.day, bytes(seal.digest).hex(), after)
