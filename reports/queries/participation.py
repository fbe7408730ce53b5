"""Counting tasks with those who join them, each by the standing of its own part.

A task that several co-agencies join stands in the row of each, and once in the total; where
several of its parts fall into one row, the least favourable counts. One query for a report.
As organised now, the part of an organisation that has ended counts with who has its place.
"""

import json
from typing import Any

from django.db import connection
from django.db.models import F, Value
from django.db.models.expressions import Combinable

from reports.enums import Slice
from reports.queries.counting import asked_about, collected
from reports.rules.counts import Counts
from reports.rules.report import Key, Question
from tasks.enums import Standing
from tasks.queries.part_standing import parts_standing

# The least favourable first.
LEAST_FAVOURABLE = (
    Standing.OVERDUE,
    Standing.IN_TIME_NOT_STARTED,
    Standing.IN_TIME_UNDERWAY,
    Standing.IN_TIME_AWAITING,
    Standing.IN_TIME_SUSPENDED,
    Standing.COMPLETED_LATE,
    Standing.COMPLETED_ON_TIME,
    Standing.REGULAR,
)

# Slice → what tells its rows apart: of the co-agency, or of the task (then called `its`).
KEYS = {
    None: "part.its",
    Slice.ORGANISATION: "co_agency.id",
    Slice.BLOCK: "co_agency.block",
    Slice.INSTRUMENT: "part.its",
    Slice.PROGRAMME: "part.its",
}
COLUMNS: dict[Slice | None, Combinable] = {
    Slice.INSTRUMENT: F("clause__instrument_id"),
    Slice.PROGRAMME: F("programme_id"),
}

COUNTED = """
    WITH each_task AS (
        SELECT GROUPING({key}) = 1 AS in_total, {key} AS key, part.task_row, part.is_clear,
               min(array_position(%s::text[], part.part_standing)) AS place
        FROM ({parts}) AS part
        JOIN accounts_organisation co_agency
             ON co_agency.id = coalesce((%s::jsonb->>part.organisation::text)::bigint,
                                        part.organisation)
        WHERE %s::bigint IS NULL OR co_agency.id = %s
        GROUP BY GROUPING SETS (({key}, part.task_row, part.is_clear),
                                (part.task_row, part.is_clear))
    )
    SELECT in_total, key, place, count(*), count(*) FILTER (WHERE is_clear)
    FROM each_task GROUP BY in_total, key, place
"""


def counts_of_parts(question: Question) -> tuple[Counts, dict[Key, Counts]]:
    """The total, and the counts by key of the slice, as `counts_by_slice` keys them."""
    sql, params = _statement(question)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = [
            (None if in_total else key, _standing(place), tasks, clear)
            for in_total, key, place, tasks, clear in cursor.fetchall()
        ]
    counts = collected(rows)
    return counts.pop(None, Counts()), counts


def _statement(question: Question) -> tuple[str, list[Any]]:
    parts, params = parts_standing(
        asked_about(question),
        question.as_of,
        question.deadline,
        task_row=F("pk"),
        its=COLUMNS.get(question.by, Value(0)),
    )
    organisation = question.organisation.pk if question.organisation else None
    order = [standing.value for standing in LEAST_FAVOURABLE]
    sql = COUNTED.format(key=KEYS[question.by], parts=parts)
    heirs = json.dumps({str(ended): heir for ended, heir in question.heirs.items()})
    return sql, [order, *params, heirs, organisation, organisation]


def _standing(place: int | None) -> str | None:
    return None if place is None else LEAST_FAVOURABLE[place - 1].value
