"""Which notices are due on a day: one definition for planning, checking and previewing.

What there is to tell (`anchors`), the rungs of the ladder counted from there, and whom each tells
(`recipients`). Of all rungs about the same thing that have come, the latest counts: what was missed
before it is not made up for. Nor is anybody told of an earlier one than they have been told of.
Where mail reaches nobody of those who are told, the secretaries are told that too.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection

from notifications.enums import Audience, Cause
from notifications.queries.anchors import EVERY_ANCHOR
from notifications.queries.recipients import RECIPIENTS


class Occasion(NamedTuple):
    """The key of a notice; `task` and `recipient` are ids."""

    task: int
    about: str
    recipient: int
    step: str


# The tasks that are looked at, with the organisations whose people may have to be told.
_LOOKED = """
    looked AS MATERIALIZED (
        SELECT task.id, task.programme_id, task.lead_id, task.unit_id, task.officer_id,
               task.status, task.deadline, task.joined, task.parts, task.gaps,
               programme.owner_id, lead.parent_id AS above,
               CASE WHEN authority.id <> task.lead_id
                     AND authority.parent_id IS DISTINCT FROM task.lead_id
                    THEN authority.id END AS decides,
               task.joined || ARRAY[task.lead_id, task.unit_id, programme.owner_id,
                                    lead.parent_id, authority.id] AS places
        FROM tasks_task task
        JOIN tasks_programme programme ON programme.id = task.programme_id
        LEFT JOIN accounts_organisation lead ON lead.id = task.lead_id
        LEFT JOIN accounts_organisation authority ON authority.id = task.authority_id
        WHERE task.id = ANY (%(tasks)s::bigint[]) AND NOT task.is_group
    )
"""
# Each rung counted from each anchor: the first day, how often it has come by then, and what next.
_STEPS = f"""
    anchor AS MATERIALIZED ({EVERY_ANCHOR}),
    counted AS MATERIALIZED (
        SELECT anchor.*, rung.id AS rung_id, rung.audiences, rung.every, first,
               CASE WHEN first > %(day)s THEN NULL
                    WHEN rung.every IS NULL THEN 0
                    ELSE (%(day)s::date - first) / rung.every END AS times,
               to_char(rung.days, 'SGFM999') || left(rung.unit, 1) AS step
        FROM anchor
        JOIN looked ON looked.id = anchor.task_id
        JOIN notifications_rung rung ON rung.programme_id = looked.programme_id
                                    AND rung.cause = anchor.cause AND rung.is_active
        CROSS JOIN LATERAL (
            SELECT CASE rung.unit WHEN 'working' THEN workday_add(anchor.day, rung.days)
                                  ELSE anchor.day + rung.days END AS first
        ) begins
    )
"""  # noqa: S608 -- only what is written here
_COME = f"""
    come AS MATERIALIZED (
        SELECT DISTINCT ON (task_id, about, body, person, audience)
               task_id, cause, about, body, person, audience, rung_id, day AS anchor,
               first + times * coalesce(every, 0) AS due_day,
               step || CASE WHEN every IS NULL THEN '' ELSE ' #' || times END AS step
        FROM counted CROSS JOIN unnest(audiences) AS audience
        WHERE times IS NOT NULL
        ORDER BY task_id, about, body, person, audience, due_day DESC, rung_id
    ),
    told AS MATERIALIZED (
        SELECT step.*, reader.user_id
        FROM come step JOIN looked task ON task.id = step.task_id
        CROSS JOIN LATERAL ({RECIPIENTS}) reader
    ),
    unreachable AS MATERIALIZED (
        SELECT person.id FROM accounts_user person
        JOIN notifications_suppressedaddress barred ON barred.address = lower(person.email)
        WHERE barred.lifted_at IS NULL
    ),
    unheard AS (
        SELECT DISTINCT ON (step.task_id) step.task_id, '{Cause.UNHEARD}' AS cause,
               'unheard ' || step.about AS about, NULL::bigint AS body, NULL::bigint AS person,
               '{Audience.SECRETARY}' AS audience, rung.id AS rung_id, step.anchor, step.due_day,
               '+0c' AS step
        FROM come step JOIN looked task ON task.id = step.task_id
        JOIN notifications_rung rung ON rung.programme_id = task.programme_id
                                    AND rung.cause = '{Cause.UNHEARD}' AND rung.is_active
        WHERE NOT EXISTS (
            SELECT FROM told WHERE told.task_id = step.task_id AND told.about = step.about
              AND NOT EXISTS (SELECT FROM unreachable WHERE unreachable.id = told.user_id)
        )
        ORDER BY step.task_id, step.due_day DESC
    )
"""  # noqa: S608 -- only what is written here
# Columns: those of Occasion in its order, then the rest of a notice.
DUE = f"""
    WITH {_LOOKED}, {_STEPS}, {_COME}
    SELECT DISTINCT ON (task_id, about, user_id)
           task_id, about, user_id AS recipient_id, step, rung_id, anchor, due_day
    FROM (
        SELECT * FROM told
        UNION ALL
        SELECT step.*, reader.user_id FROM unheard step JOIN looked task ON task.id = step.task_id
        CROSS JOIN LATERAL ({RECIPIENTS}) reader
    ) everybody
    ORDER BY task_id, about, user_id, due_day DESC, rung_id
"""  # noqa: S608
# (task_id, day): when each of the tasks has to be looked at again, if nothing happens.
NEXT = f"""
    WITH {_LOOKED}, {_STEPS}
    SELECT task_id, min(CASE WHEN times IS NULL THEN first ELSE first + (times + 1) * every END)
    FROM counted GROUP BY task_id
    HAVING min(CASE WHEN times IS NULL THEN first ELSE first + (times + 1) * every END) IS NOT NULL
"""  # noqa: S608
# (task_id, rung_id, come, day, every): when each rung comes next from each anchor, after that day;
# `come`: it has come before, perhaps for good.
COMING = f"""
    WITH {_LOOKED}, {_STEPS}
    SELECT task_id, rung_id, times IS NOT NULL,
           CASE WHEN times IS NULL THEN first ELSE first + (times + 1) * every END, every
    FROM counted
"""  # noqa: S608


def due_on(day: date, *, tasks: Collection[int]) -> set[Occasion]:
    """What has to be told on the Hanoi day `day` about `tasks` (ids), told already or not."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"day": day, "tasks": sorted(tasks)})
        return {Occasion(*row[:4]) for row in cursor.fetchall()}
