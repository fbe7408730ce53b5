"""Opens the reporting occurrences of regular tasks, in one statement by the database itself."""

from datetime import date
from typing import Any

from django.db import connection

from tasks.enums import Status
from tasks.rules.standing import GONE

# `regular.since`: the day from which the task has had its present rhythm, being assigned. A period
# is opened once it has begun, if on one of its days so far the task was in force and not
# suspended; of a task that has ended, only what was due before. Rows are written in key order, so
# two that open the same cannot lock each other out.
STATEMENT = """
    INSERT INTO tasks_occurrence (task_id, period_from, due_on)
    SELECT task.id, greatest(period.first, regular.since), period.last
    FROM tasks_task task
    JOIN (VALUES
        ('monthly', 'month', interval '1 month'),
        ('quarterly', 'quarter', interval '3 months'),
        ('yearly', 'year', interval '1 year')
    ) AS calendar (rhythm, unit, step) USING (rhythm)
    CROSS JOIN LATERAL (
        SELECT event.act_on AS since
        FROM tasks_taskevent event
        WHERE event.task_id = task.id AND event.revision > coalesce(
            (
                SELECT max(other.revision) FROM tasks_taskevent other
                WHERE other.task_id = task.id
                    AND (other.status = %(draft)s OR other.rhythm <> task.rhythm)
            ),
            0
        )
        ORDER BY event.revision
        LIMIT 1
    ) AS regular
    CROSS JOIN LATERAL (
        SELECT begun::date AS first, (begun + calendar.step - interval '1 day')::date AS last
        FROM generate_series(
            date_trunc(calendar.unit, regular.since::timestamp), %(day)s::timestamp, calendar.step
        ) AS begun
    ) AS period
    WHERE task.is_regular AND NOT task.is_group AND task.status <> %(draft)s
        AND (
            task.status <> ALL (%(gone)s)
            OR period.last < task.phase_from[cardinality(task.phase_from)]
        )
        AND EXISTS (
            SELECT FROM unnest(task.phases, task.phase_from)
                WITH ORDINALITY AS step (phase, starts, nth)
            WHERE phase <> ALL (%(resting)s)
                AND starts <= least(period.last, %(day)s)
                AND coalesce(task.phase_from[nth + 1], 'infinity') > starts
                AND coalesce(task.phase_from[nth + 1], 'infinity')
                    > greatest(period.first, regular.since)
        )
        AND NOT EXISTS (
            SELECT FROM tasks_occurrence known
            WHERE known.task_id = task.id AND known.due_on = period.last
        )
    ORDER BY task.id, period.last
    ON CONFLICT (task_id, due_on) DO NOTHING
"""


def open_missing(day: date) -> int:
    """Write the occurrences that have begun by the Hanoi day `day`; returns how many."""
    gone = sorted(status.value for status in GONE)
    resting = [*gone, Status.SUSPENDED.value]
    given: dict[str, Any] = {
        "day": day,
        "draft": Status.DRAFT.value,
        "gone": gone,
        "resting": resting,
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, given)
        return int(cursor.rowcount)
