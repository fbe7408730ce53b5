"""Where kept sums and the tasks or their history disagree: counted from scratch."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from reports.enums import Slice
from reports.queries.rates.counting import counts_crossed
from reports.queries.rates.rolled import kept_of
from reports.queries.room import room
from reports.rules.counts import Counts
from reports.rules.report import Key, Question
from tasks.enums import Knowledge
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


@dataclass(frozen=True)
class PastDifference:
    """What history says of a past day, and what its roll-up has, of an organisation (its id)."""

    day: date
    organisation: Key
    programme: Key
    counted: Counts
    kept: Counts

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"day": str(self.day)}


def past_differences(day: date) -> list[PastDifference]:
    """All of them on a day that has been rolled up. Two queries; the one of history is long."""
    with room():
        asked = Question(day, Knowledge.KNOWN)
        counted = counts_crossed(asked, Slice.ORGANISATION, Slice.PROGRAMME)
    kept, none = kept_of(day), Counts()
    pairs = {key: (counted.get(key, none), kept.get(key, none)) for key in counted.keys() | kept}
    return [PastDifference(day, *key, *pair) for key, pair in pairs.items() if pair[0] != pair[1]]


def differences(today: date) -> list[Difference]:
    """All of them between today's tally and the tasks on the Hanoi day `today`."""
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
