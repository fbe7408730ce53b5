"""Where the tally and the tasks themselves disagree: counted from scratch, in one statement."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from reports.queries.room import room
from tasks.models import Task
from tasks.queries.standing import with_both_standings

STATEMENT = """
    SELECT led, programme_id, basis, standing,
           coalesce(counted.tasks, 0), coalesce(kept.tasks, 0),
           coalesce(counted.clear, 0), coalesce(kept.clear, 0)
    FROM (
        SELECT led, programme_id, basis, standing, sum(tasks)::bigint AS tasks,
               sum(clear_tasks)::bigint AS clear
        FROM ({counted}) AS counted CROSS JOIN LATERAL (
            VALUES ('in_force', in_force), ('first', first)
        ) AS judged(basis, standing)
        GROUP BY led, programme_id, basis, standing
    ) AS counted
    FULL JOIN (
        SELECT organisation_id AS led, programme_id, basis, standing,
               sum(tasks) AS tasks, sum(clear) AS clear
        FROM reports_tally WHERE from_day <= %s
        GROUP BY organisation_id, programme_id, basis, standing
    ) AS kept USING (led, programme_id, basis, standing)
    WHERE coalesce(counted.tasks, 0) <> coalesce(kept.tasks, 0)
       OR coalesce(counted.clear, 0) <> coalesce(kept.clear, 0)
    ORDER BY led, programme_id, basis, standing
"""


@dataclass(frozen=True)
class Difference:
    """What was counted, and what the tally has, of an organisation (its id) in a standing."""

    organisation: int
    programme: int
    basis: str
    standing: str
    counted: int
    kept: int
    counted_clear: int
    kept_clear: int

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def differences(today: date) -> list[Difference]:
    """All of them on the Hanoi day `today`; none is what it should be."""
    counted, params = _counted(today).query.sql_with_params()
    with room(), connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(counted=counted), [*params, today])
        return [Difference(*row) for row in cursor.fetchall()]


def _counted(today: date) -> QuerySet[Any]:
    """How many tasks each organisation leads, by both standings: read once for both."""
    states = with_both_standings(Task.objects.leaves().order_by(), today)
    named = {"in_force": F("standing"), "first": F("standing_first"), "led": F("lead_then")}
    counted: QuerySet[Any] = states.values("programme_id", **named).annotate(
        tasks=Count("pk"), clear_tasks=Count("pk", filter=Q(clear=True))
    )
    return counted
