from datetime import date
from typing import Any

from django.db import connection

from notifications.queries.due import DUE, parameters
from notifications.queries.unclear import UNCLEAR

# The clock is read once a statement: the column's default would read it once a row.
PLAN = f"""
    WITH due AS MATERIALIZED ({DUE}),
    again AS (
        UPDATE notifications_notice notice
        SET state = 'planned', reason = '', settled_at = NULL,
            planned_at = (SELECT tracker_now())
        FROM due
        WHERE notice.state = 'cancelled'
          AND (notice.task_id, notice.rung_id, notice.recipient_id)
            = (due.task_id, due.rung_id, due.recipient_id)
          AND (notice.deadline, notice.due_day) = (due.deadline, due.due_day)
        RETURNING 1
    ),
    new AS (
        INSERT INTO notifications_notice
            (task_id, rung_id, recipient_id, deadline, due_day, state, reason, planned_at)
        SELECT due.*, 'planned', '', (SELECT tracker_now()) FROM due
        ON CONFLICT DO NOTHING
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM again) + (SELECT count(*) FROM new)
"""  # noqa: S608 -- only what is written here
PLAN_GAPS = f"""
    WITH due AS MATERIALIZED ({UNCLEAR}),
    again AS (
        UPDATE notifications_gapnotice notice
        SET state = 'planned', reason = '', settled_at = NULL,
            planned_at = (SELECT tracker_now())
        FROM due
        WHERE notice.state = 'cancelled'
          AND (notice.task_id, notice.clarity, notice.since, notice.recipient_id)
            = (due.task_id, due.clarity, due.since, due.recipient_id)
        RETURNING 1
    ),
    new AS (
        INSERT INTO notifications_gapnotice
            (task_id, clarity, since, recipient_id, state, reason, planned_at)
        SELECT due.*, 'planned', '', (SELECT tracker_now()) FROM due
        ON CONFLICT DO NOTHING
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM again) + (SELECT count(*) FROM new)
"""  # noqa: S608


def plan(*, day: date) -> int:
    """Put down every notice that is due by the Hanoi day `day` and not told yet; how many.

    The unique key decides what has been told, so any number of sweeps may plan at once. What was
    cancelled and is due after all is planned again.
    """
    return _count(PLAN, parameters(day))


def plan_gaps(*, day: date) -> int:
    """Put down for everyone who must supply a clarity on `day` that they must; how many are new.

    As with other notices, the unique key decides what has been told.
    """
    return _count(PLAN_GAPS, {"day": day})


def _count(sql: str, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        (planned,) = cursor.fetchone()
    return int(planned)
