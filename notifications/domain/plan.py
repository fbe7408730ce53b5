from datetime import date

from django.db import connection, transaction

from notifications.queries.concerned import CONCERNED
from notifications.queries.due import LOOKED_UP
from notifications.queries.heard import AS_LATE, heard

BATCH = 5000  # tasks looked at in one transaction
# By where the rows lie, which nobody changes under a lock: by their keys the planner may choose to
# read the whole table for each batch.
TAKE = """
    WITH taken AS (
        DELETE FROM notifications_agenda WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM notifications_agenda WHERE on_day <= %(day)s
            ORDER BY on_day, task_id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
        )) RETURNING task_id
    )
    SELECT array_agg(DISTINCT task_id) FROM taken
"""
TAKE_ORGANISATIONS = """
    WITH taken AS (
        DELETE FROM notifications_organisationagenda WHERE id IN (
            SELECT id FROM notifications_organisationagenda WHERE on_day <= %(day)s
            FOR UPDATE SKIP LOCKED
        ) RETURNING organisation_id
    )
    SELECT array_agg(DISTINCT organisation_id) FROM taken
"""
_PUT_ON = f"""
    INSERT INTO notifications_agenda (task_id, on_day) SELECT id, %(day)s FROM ({CONCERNED}) found
"""  # noqa: S608 -- only what is written here
# The clock is read once a statement: the column's default would read it once a row. What was
# cancelled and is due after all is planned again; whoever heard of a later rung hears no earlier.
_PLAN = f"""
    {LOOKED_UP},
    looked_at_again AS (
        INSERT INTO notifications_agenda (task_id, on_day)
        SELECT task_id, day FROM next WHERE NOT EXISTS (
            SELECT FROM notifications_agenda noted
            WHERE (noted.on_day, noted.task_id) = (next.day, next.task_id)
        )
    )
    INSERT INTO notifications_notice AS notice
        (task_id, about, recipient_id, step, rung_id, anchor, due_day, state, reason, planned_at)
    SELECT due.*, 'planned', '', (SELECT tracker_now()) FROM due
    WHERE NOT EXISTS ({heard(AS_LATE)})
    ON CONFLICT (task_id, about, recipient_id, step) DO UPDATE
    SET state = 'planned', reason = '', settled_at = NULL, planned_at = excluded.planned_at,
        anchor = excluded.anchor, due_day = excluded.due_day
    WHERE notice.state = 'cancelled'
"""  # noqa: S608 -- only what is written here


def plan(*, day: date) -> int:
    """Put down every notice that is due by the Hanoi day `day` and not told yet; how many.

    Only what is on the agenda is looked at, so that a day with nothing to tell costs nothing. The
    unique key decides what has been told, so any number of sweeps may plan at once.
    """
    _find_tasks(day)
    planned = 0
    while (found := _plan_some(day)) is not None:
        planned += found
    return planned


@transaction.atomic
def _find_tasks(day: date) -> None:
    """Put on the agenda what concerns the organisations that are on theirs."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_ORGANISATIONS, {"day": day})
        (organisations,) = cursor.fetchone()
        if organisations:
            cursor.execute(_PUT_ON, {"day": day, "organisations": organisations})


@transaction.atomic
def _plan_some(day: date) -> int | None:
    """How many notices are new; None when nothing is left on the agenda."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"day": day, "limit": BATCH})
        (tasks,) = cursor.fetchone()
        if tasks is None:
            return None
        cursor.execute(_PLAN, {"day": day, "tasks": tasks})
        return int(cursor.rowcount)
