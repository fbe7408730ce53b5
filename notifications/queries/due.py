"""Which notices are due on a day: one definition for planning, checking and previewing.

Open tasks are found through the index `task_open_by_deadline`, never by an anti-join over all
notices, whose planning goes wrong when the table has just grown. For each audience the latest
rung that has come counts: what was missed before it is not made up for.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Min

from accounts.enums import Role
from notifications.enums import Audience
from notifications.models import Rung
from tasks.enums import OPEN


class Occasion(NamedTuple):
    """The key of a notice: ids, and days of the occasion."""

    task: int
    rung: int
    recipient: int
    deadline: date
    due_day: date


# Columns are those of Occasion, in its order. The open tasks are a step of their own, so that
# whatever the planner believes about the other tables it starts from the index on their deadline.
DUE = f"""
    WITH owed AS MATERIALIZED (
        SELECT id, programme_id, lead_id, unit_id, officer_id, deadline
        FROM tasks_task
        WHERE status IN ({", ".join(f"'{status}'" for status in sorted(OPEN))})
          AND NOT is_group
          AND deadline <= %(horizon)s
          AND (%(tasks)s::bigint[] IS NULL OR id = ANY (%(tasks)s::bigint[]))
    )
    SELECT DISTINCT ON (task.id, told.user_id)
           task.id AS task_id, rung.id AS rung_id, told.user_id AS recipient_id,
           task.deadline, task.deadline + rung.offset_days AS due_day
    FROM owed task
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
        WHERE member.organisation_id IN (task.lead_id, task.unit_id)
          AND member.from_day <= %(day)s
          AND (member.until_day IS NULL OR member.until_day >= %(day)s)
          AND person.is_active AND person.email <> ''
          AND CASE rung.audience
              WHEN '{Audience.OFFICER}' THEN member.user_id = task.officer_id
              WHEN '{Audience.FOCAL_POINTS}' THEN
                  member.role = '{Role.FOCAL_POINT}' AND member.organisation_id = task.lead_id
              END
    ) told
    ORDER BY task.id, told.user_id, rung.offset_days DESC, rung.id
"""  # noqa: S608 -- only what is written here


def due_on(day: date, *, tasks: Collection[int] | None = None) -> set[Occasion]:
    """What has to be told by the Hanoi day `day`, told already or not; of `tasks` (ids) only."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, parameters(day, tasks))
        return {Occasion(*row) for row in cursor.fetchall()}


def parameters(day: date, tasks: Collection[int] | None = None) -> dict[str, Any]:
    """What DUE takes. The horizon is the last deadline of which anything can be told by `day`."""
    earliest = Rung.objects.filter(is_active=True).aggregate(days=Min("offset_days"))["days"]
    return {
        "day": day,
        "horizon": date.min if earliest is None else day - timedelta(days=earliest),
        "tasks": None if tasks is None else sorted(tasks),
    }
