"""Counting tasks with those who join them, each by the standing of its own part.

A task that several co-agencies join stands in the row of each, and once in the total; where
several of its parts fall into one row, the least favourable counts. One query for a report.
As organised now, the part of an organisation that has ended counts with who has its place.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import F

from reports.enums import Slice
from reports.queries.rates.counting import asked_about, collected, columns_of
from reports.queries.rates.organised import bodies_of
from reports.queries.rates.then import at_of
from reports.rules.counts import Counts
from reports.rules.report import Key, Question
from tasks.enums import Knowledge, Standing
from tasks.queries.facets import FACETS, Facet
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

# What a row is a total of: the last key, the first, both or none; `grouping()` numbers them so.
CELL, ROW, COLUMN, TOTAL = range(4)
LEVELS = {CELL: "by_key, across_key, ", ROW: "by_key, ", COLUMN: "across_key, ", TOTAL: ""}

PARTS = """
    SELECT part.task_row, part.task_key, part.is_clear, part.organisation AS joins,
           part.part_due AS due, {by} AS by_key, {across} AS across_key,
           array_position(%s::text[], part.part_standing) AS place
    FROM ({parts}) AS part
    JOIN accounts_organisation AS body
         ON body.id = coalesce((%s::jsonb->>part.organisation::text)::bigint, part.organisation)
    WHERE {where}
"""
COUNTED = """
    WITH each_task AS (
        SELECT grouping(by_key, across_key) AS level, by_key, across_key, task_row, is_clear,
               min(place) AS place
        FROM ({parts}) AS parts
        GROUP BY GROUPING SETS ({sets})
    )
    SELECT level, by_key, across_key, place, count(*), count(*) FILTER (WHERE is_clear)
    FROM each_task GROUP BY level, by_key, across_key, place
"""


def counts_of_parts(question: Question) -> tuple[Counts, dict[Key, Counts]]:
    """The total, and the counts by key of the slice, as `counts_by_slice` keys them."""
    counts = _counts(question, [CELL, TOTAL])
    total = counts.pop((TOTAL, None, None), Counts())
    return total, {key: counted for (_level, key, _across), counted in counts.items()}


def crossed_parts(
    question: Question,
) -> tuple[dict[Key, Counts], dict[Key, Counts], dict[tuple[Key, Key], Counts]]:
    """The counts by key of each slice, in a total of which no task counts twice, and by both."""
    counts = _counts(question, [CELL, ROW, COLUMN])
    rows = {key: counted for (level, key, _x), counted in counts.items() if level == ROW}
    columns = {key: counted for (level, _x, key), counted in counts.items() if level == COLUMN}
    cells = {(by, x): counted for (level, by, x), counted in counts.items() if level == CELL}
    return rows, columns, cells


def in_parts(question: Question) -> tuple[str, list[Any]]:
    """SQL with its parameters: a row for each part that the question is about.

    With `task_row`, `task_key` (the id of its task), `is_clear`, who `joins` (an id), when the part
    is `due`, the keys of the slices as `by_key` and `across_key`, and `place`, that of its standing
    in LEAST_FAVOURABLE.
    """
    slices = [each for each in (question.by, question.across) if each]
    parts, params = parts_standing(
        asked_about(question),
        question.as_of,
        question.deadline,
        task_row=F("pk"),
        task_key=F("task_id") if question.knowledge is Knowledge.KNOWN else F("pk"),
        **columns_of([each for each in slices if _is_of_task(FACETS[each])], at_of(question)),
    )
    where, asked = _where(question)
    by, by_params = _key(question.by, question)
    across, across_params = _key(question.across, question)
    sql = PARTS.format(parts=parts, by=by, across=across, where=where)
    order = [standing.value for standing in LEAST_FAVOURABLE]
    heirs = _as_json(question.heirs)
    return sql, [*by_params, *across_params, order, *params, heirs, *asked]


def _counts(question: Question, levels: Sequence[int]) -> dict[tuple[int, Key, Key], Counts]:
    parts, params = in_parts(question)
    sets = ", ".join(f"({LEVELS[level]}task_row, is_clear)" for level in levels)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(parts=parts, sets=sets), params)
        return collected(
            ((level, by, across), _standing(place), tasks, clear)
            for level, by, across, place, tasks, clear in cursor.fetchall()
        )


def _is_of_task(facet: Facet) -> bool:
    """Whether it is the task that has it, not its part nor who joins."""
    return not facet.of_body and not facet.of_part


def _key(each: Slice | None, question: Question) -> tuple[str, list[Any]]:
    """SQL with its parameters: the key of a part in that slice."""
    if each is None:
        return "NULL::text", []
    facet = FACETS[each]
    if each is Slice.ORGANISATION:
        return "coalesce((%s::jsonb->>body.id::text)::bigint, body.id)", [_as_json(question.under)]
    return (f"part.key_{each}", []) if _is_of_task(facet) else _of_part(facet, question)


def _of_part(facet: Facet, question: Question) -> tuple[str, list[Any]]:
    """SQL with its parameters: what a part has of its own, or whoever joins had on that day."""
    if facet.of_body != "block":
        return facet.of_part or f"body.{facet.of_body}", []
    blocks = {each: place.block for each, place in question.places.items()}
    return "coalesce(%s::jsonb->>body.id::text, body.block)", [_as_json(blocks)]


def _where(question: Question) -> tuple[str, list[Any]]:
    """SQL with its parameters: which bodies and dates of parts the question is about."""
    conditions: list[str] = []
    params: list[Any] = []
    if question.organisation is not None:
        conditions.append("body.id = ANY(%s)")
        params.append(sorted(bodies_of(question)))
    for each, key in question.only.items():
        facet = FACETS[each]
        if not _is_of_task(facet):
            column, before = _of_part(facet, question)
            conditions.append(f"({column}) IS NOT DISTINCT FROM %s")
            params += [*before, facet.raw(key)]
    return " AND ".join(conditions) or "true", params


def _as_json(ids: Mapping[int, int | str]) -> str:
    return json.dumps({str(each): other for each, other in ids.items()})


def _standing(place: int | None) -> str | None:
    return None if place is None else LEAST_FAVOURABLE[place - 1].value
