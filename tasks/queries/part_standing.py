"""The class of each co-agency's part on a day, in SQL. Its twin in plain Python is
`tasks.rules.part_standing`.

`with_standing` says what its task is; from that, this makes one row for each part owed.
"""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable

from tasks.enums import DeadlineBasis, Standing, Status
from tasks.queries.standing import with_standing

# What of a task or event its parts are judged by.
JUDGED_BY = ("parts", "deadlines", "deadline_from", "task_phase", "task_since", "is_clear")

PARTS = """
    SELECT state.*, part.organisation, due.day AS part_due,
           CASE
               WHEN done.day > due.day THEN '{late}'
               WHEN done.day IS NOT NULL THEN '{on_time}'
               WHEN due.day IS NULL THEN '{regular}'
               WHEN state.task_phase = '{suspended}' THEN '{resting}'
               WHEN state.task_phase = '{submitted}' AND state.task_since <= due.day
                   THEN '{awaiting}'
               WHEN due.day < %s THEN '{overdue}'
               WHEN own.phase = '{assigned}' THEN '{not_started}'
               ELSE '{underway}'
           END AS part_standing
    FROM ({states}) AS state
    CROSS JOIN LATERAL jsonb_to_recordset(state.parts) AS part(
        organisation bigint, deadline date, phases text[], phase_from date[],
        deadlines date[], deadline_from date[]
    )
    CROSS JOIN LATERAL (
        SELECT part.phases[step] AS phase, part.phase_from[step] AS since
        FROM width_bucket(%s::date, part.phase_from) AS step
    ) AS own
    CROSS JOIN LATERAL (
        SELECT least(
            CASE WHEN own.phase = '{completed}' THEN own.since END,
            CASE WHEN state.task_phase = '{completed}' THEN state.task_since END
        ) AS day
    ) AS done
    CROSS JOIN LATERAL (
        SELECT coalesce(
            CASE
                WHEN coalesce(cardinality(part.deadline_from), 0) = 0 THEN part.deadline
                ELSE part.deadlines[{own_step}]
            END,
            state.deadlines[{task_step}]
        ) AS day
    ) AS due
    WHERE own.phase <> '{withdrawn}'
"""


def parts_standing(
    states: QuerySet[Any], day: date, basis: DeadlineBasis, *columns: str, **named: Combinable
) -> tuple[str, list[Any]]:
    """SQL with its parameters: a row for each part owed on the Hanoi day `day`.

    `states` are tasks or events, not yet judged; its rows carry `columns` and `named` of them,
    those of JUDGED_BY, and besides `organisation`, `part_due` and `part_standing`.
    """
    judged = (
        with_standing(states.exclude(parts=[]), day, basis)
        .annotate(task_phase=F("phase"), task_since=F("since"), is_clear=F("clear"), **named)
        .values(*JUDGED_BY, *columns, *named)
    )
    sql, params = judged.query.get_compiler(connection=connection).as_sql()
    return _statement(sql, basis), [day, *params, day, day, day]


def _statement(states: str, basis: DeadlineBasis) -> str:
    step = "width_bucket(coalesce(done.day, %s::date), {})"
    if basis is DeadlineBasis.FIRST:
        step = f"least({step}, 1)"
    return PARTS.format(
        states=states,
        own_step=step.format("part.deadline_from"),
        task_step=step.format("state.deadline_from"),
        late=Standing.COMPLETED_LATE.value,
        on_time=Standing.COMPLETED_ON_TIME.value,
        regular=Standing.REGULAR.value,
        resting=Standing.IN_TIME_SUSPENDED.value,
        awaiting=Standing.IN_TIME_AWAITING.value,
        overdue=Standing.OVERDUE.value,
        not_started=Standing.IN_TIME_NOT_STARTED.value,
        underway=Standing.IN_TIME_UNDERWAY.value,
        **{status.value: status.value for status in Status},
    )
