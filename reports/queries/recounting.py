"""Where the tally and the tasks themselves disagree: counted from scratch, in one statement."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, Value

from tasks.enums import DeadlineBasis, Knowledge
from tasks.queries.standing import states_on, with_standing

STATEMENT = """
    SELECT led, programme_id, basis, standing,
           coalesce(counted.tasks, 0), coalesce(kept.tasks, 0),
           coalesce(counted.clear_tasks, 0), coalesce(kept.clear, 0)
    FROM ({counted}) AS counted
    FULL JOIN (
        SELECT organisation_id AS led, programme_id, basis, standing,
               sum(tasks) AS tasks, sum(clear) AS clear
        FROM reports_tally WHERE from_day <= %s
        GROUP BY organisation_id, programme_id, basis, standing
    ) AS kept USING (led, programme_id, basis, standing)
    WHERE coalesce(counted.tasks, 0) <> coalesce(kept.tasks, 0)
       OR coalesce(counted.clear_tasks, 0) <> coalesce(kept.clear, 0)
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
    parts = [_counted(today, basis).query.sql_with_params() for basis in DeadlineBasis]
    counted = " UNION ALL ".join(sql for sql, _params in parts)
    params = [each for _sql, some in parts for each in some]
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(counted=counted), [*params, today])
        return [Difference(*row) for row in cursor.fetchall()]


def _counted(today: date, basis: DeadlineBasis) -> Any:
    states = with_standing(states_on(today, Knowledge.HAPPENED).order_by(), today, basis)
    return states.values(
        "programme_id", "standing", led=F("lead_then"), basis=Value(basis.value)
    ).annotate(tasks=Count("pk"), clear_tasks=Count("pk", filter=Q(clear=True)))
