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
from notifications.queries.anchors import EVERY_ANCHOR, HAPPENED
from notifications.queries.recipients import told_of


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
# Each rung counted from each day that a cause begins on: the first day, how often it has come by
# then, and what next. Many tasks share such a day, and counting in working days costs: OFFSET 0, so
# that it is done once.
_STEPS = f"""
    happened AS MATERIALIZED ({HAPPENED}),
    anchor AS MATERIALIZED (
        SELECT found.*, looked.programme_id
        FROM ({EVERY_ANCHOR}) found JOIN looked ON looked.id = found.task_id
    ),
    counted AS MATERIALIZED (
        SELECT begun.*, rung.id AS rung_id, rung.audiences, rung.every, first, times,
               CASE WHEN times IS NULL THEN first ELSE first + (times + 1) * every END AS again,
               to_char(rung.days, 'SGFM999') || left(rung.unit, 1) AS step
        FROM (SELECT DISTINCT programme_id, cause, day FROM anchor) begun
        JOIN notifications_rung rung ON rung.programme_id = begun.programme_id
                                    AND rung.cause = begun.cause AND rung.is_active
        CROSS JOIN LATERAL (
            SELECT CASE rung.unit WHEN 'working' THEN workday_add(begun.day, rung.days)
                                  ELSE begun.day + rung.days END AS first OFFSET 0
        ) begins
        CROSS JOIN LATERAL (
            SELECT CASE WHEN first > %(day)s THEN NULL WHEN rung.every IS NULL THEN 0
                        ELSE (%(day)s::date - first) / rung.every END AS times
        ) comes
    )
"""  # noqa: S608 -- only what is written here
_COME = f"""
    latest AS (
        SELECT DISTINCT ON (programme_id, cause, day, audience)
               programme_id, cause, day, audience, rung_id,
               first + times * coalesce(every, 0) AS due_day,
               step || CASE WHEN every IS NULL THEN '' ELSE ' #' || times END AS step
        FROM counted CROSS JOIN unnest(audiences) AS audience
        WHERE times IS NOT NULL
        ORDER BY programme_id, cause, day, audience, due_day DESC, rung_id
    ),
    come AS (
        SELECT task_id, about, body, person, audience, rung_id, day AS anchor, due_day, step
        FROM anchor JOIN latest USING (programme_id, cause, day)
    ),
    told AS MATERIALIZED ({told_of("come")}),
    unreachable AS MATERIALIZED (
        SELECT person.id FROM accounts_user person
        JOIN notifications_suppressedaddress barred ON barred.address = lower(person.email)
        WHERE barred.lifted_at IS NULL
        UNION ALL SELECT id FROM accounts_user WHERE email = ''
    ),
    unheard AS (
        SELECT DISTINCT ON (step.task_id) step.task_id, 'unheard ' || step.about AS about,
               NULL::bigint AS body, NULL::bigint AS person, '{Audience.SECRETARY}' AS audience,
               rung.id AS rung_id, step.anchor, step.due_day, '+0c' AS step
        FROM (
            SELECT task_id, about, anchor, max(due_day) AS due_day
            FROM told LEFT JOIN unreachable ON unreachable.id = user_id
            GROUP BY task_id, about, anchor HAVING count(user_id) = count(unreachable.id)
        ) step
        JOIN looked task ON task.id = step.task_id
        JOIN notifications_rung rung ON rung.programme_id = task.programme_id
                                    AND rung.cause = '{Cause.UNHEARD}' AND rung.is_active
        ORDER BY step.task_id, step.due_day DESC, about
    )
"""  # noqa: S608 -- only what is written here
# What is looked up about the tasks:
# `due`: the columns of Occasion in its order, then the rest of a notice;
# `coming` (task_id, rung_id, come, day, every): when each rung comes next from each anchor, after
#   that day; `come`: it has come before, perhaps for good;
# `next` (task_id, day): when each has to be looked at again, if nothing happens.
LOOKED_UP = f"""
    WITH {_LOOKED}, {_STEPS}, {_COME},
    due AS (
        SELECT DISTINCT ON (task_id, about, user_id)
               task_id, about, user_id AS recipient_id, step, rung_id, anchor, due_day
        FROM (TABLE told UNION ALL ({told_of("unheard")})) everybody
        WHERE user_id IS NOT NULL
        ORDER BY task_id, about, user_id, due_day DESC, rung_id
    ),
    coming AS (
        SELECT task_id, rung_id, times IS NOT NULL AS come, again AS day, every
        FROM anchor JOIN counted USING (programme_id, cause, day)
    ),
    next AS (
        SELECT task_id, min(soonest) AS day FROM anchor JOIN (
            SELECT programme_id, cause, day, min(again) AS soonest
            FROM counted GROUP BY programme_id, cause, day
        ) further USING (programme_id, cause, day)
        GROUP BY task_id HAVING min(soonest) IS NOT NULL
    )
"""  # noqa: S608
DUE, COMING = f"{LOOKED_UP} TABLE due", f"{LOOKED_UP} TABLE coming"


def due_on(day: date, *, tasks: Collection[int]) -> set[Occasion]:
    """What has to be told on the Hanoi day `day` about `tasks` (ids), told already or not."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"day": day, "tasks": sorted(tasks)})
        return {Occasion(*row[:4]) for row in cursor.fetchall()}
