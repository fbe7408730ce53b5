"""Which notices are due on a day: one definition for planning, checking and previewing.

Open tasks are found through the index `task_open_by_deadline`, never by an anti-join over all
notices, whose planning goes wrong when the table has just grown. For each audience the latest
rung that has come counts: what was missed before it is not made up for.
"""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from accounts.enums import Role
from notifications.enums import Audience
from tasks.enums import OPEN


class Occasion(NamedTuple):
    """The key of a notice: ids, and days of the occasion."""

    task: int
    rung: int
    recipient: int
    deadline: date
    due_day: date


# Columns are those of Occasion, in its order.
DUE = f"""
    SELECT DISTINCT ON (task.id, told.user_id)
           task.id AS task_id, rung.id AS rung_id, told.user_id AS recipient_id,
           task.deadline, task.deadline + rung.offset_days AS due_day
    FROM tasks_task task
    CROSS JOIN LATERAL (
        SELECT DISTINCT ON (audience) step.id, step.offset_days, audience
        FROM notifications_rung step CROSS JOIN unnest(step.audiences) audience
        WHERE step.programme_id = task.programme_id AND step.is_active
          AND task.deadline + step.offset_days <= %(day)s
        ORDER BY audience, step.offset_days DESC, step.id
    ) rung
    CROSS JOIN LATERAL (
        SELECT member.user_id
        FROM accounts_membership member JOIN accounts_user person ON person.id = member.user_id
        WHERE member.organisation_id = task.lead_id
          AND member.from_day <= %(day)s
          AND (member.until_day IS NULL OR member.until_day >= %(day)s)
          AND person.is_active AND person.email <> ''
          AND CASE rung.audience
              WHEN '{Audience.OFFICER}' THEN member.user_id = task.officer_id
              WHEN '{Audience.FOCAL_POINTS}' THEN member.role = '{Role.FOCAL_POINT}'
              END
    ) told
    WHERE task.status IN ({", ".join(f"'{status}'" for status in sorted(OPEN))})
      AND NOT task.is_group
      AND task.deadline <= %(day)s::date
          - (SELECT min(offset_days) FROM notifications_rung WHERE is_active)
      AND (%(tasks)s::bigint[] IS NULL OR task.id = ANY (%(tasks)s::bigint[]))
    ORDER BY task.id, told.user_id, rung.offset_days DESC, rung.id
"""  # noqa: S608 -- only what is written here


def due_on(day: date, *, tasks: Collection[int] | None = None) -> set[Occasion]:
    """What has to be told by the Hanoi day `day`, told already or not; of `tasks` (ids) only."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, parameters(day, tasks))
        return {Occasion(*row) for row in cursor.fetchall()}


def parameters(day: date, tasks: Collection[int] | None = None) -> dict[str, Any]:
    """What DUE takes."""
    return {"day": day, "tasks": None if tasks is None else sorted(tasks)}
