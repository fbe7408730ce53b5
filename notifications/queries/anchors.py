"""What there is to tell about tasks: from which day on each cause holds, in SQL.

A cause is one entry in ANCHORS. Each gives rows of (task_id, about, day, body, person): what it is
about, the Hanoi day from which rungs count, and, for the audience "whoever it waits for", the id of
an organisation or of a person. It gives them as long as the cause holds and no longer: so what is
not given any more is not told any more. `looked` are the tasks that are looked at.
"""

from collections.abc import Collection

from notifications.enums import Cause
from tasks.enums import OPEN, UNFINISHED, Act, Outcome, Status
from tasks.queries.clarity import MENDING

# What happened is news for so many days; whoever has not heard of it by then will not be told.
NEWS = 14
GIVEN = (Act.ASSIGN, Act.REASSIGN, Act.PASS, Act.CONTINUE, Act.HAND_DOWN)
HEARD = (Act.ASSIGN, Act.PROGRESS, Act.RETURN, Act.REVOKE, Act.RESUME, Act.REASSIGN, Act.PASS)


def _listed(words: Collection[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


_HANOI_DAY = "({} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
_NOBODY = "NULL::bigint, NULL::bigint"


def _news(acts: Collection[str], while_: Collection[str]) -> str:
    """The last of `acts` on each task, if it was recorded lately and the task stands like that."""
    return f"""
        SELECT DISTINCT ON (task_id) task_id, 'event ' || id,
               {_HANOI_DAY.format("recorded_at")}, {_NOBODY}
        FROM happened
        WHERE act IN ({_listed(acts)}) AND status IN ({_listed(while_)})
          AND recorded_at >= (%(day)s::date - {NEWS})::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
        ORDER BY task_id, revision DESC
    """  # noqa: S608


_DEADLINE = f"""
    SELECT id, 'deadline ' || deadline, deadline, {_NOBODY}
    FROM looked WHERE status IN ({_listed(OPEN)}) AND deadline IS NOT NULL
"""  # noqa: S608
_EXTENSION_ASKED = f"""
    SELECT task.id, 'extension ' || asked.id, {_HANOI_DAY.format("asked.recorded_at")}, {_NOBODY}
    FROM looked task JOIN tasks_extension asked ON asked.task_id = task.id
    WHERE task.status IN ({_listed(UNFINISHED)}) AND asked.outcome = '{Outcome.PENDING}'
"""  # noqa: S608
_EXTENSION_DECIDED = f"""
    SELECT DISTINCT ON (task.id) task.id, 'extension ' || decided.id || ' decided',
           decided.decided_on, {_NOBODY}
    FROM looked task JOIN tasks_extension decided ON decided.task_id = task.id
    WHERE task.status IN ({_listed(UNFINISHED)})
      AND decided.outcome IN ('{Outcome.GRANTED}', '{Outcome.REFUSED}')
      AND decided.decided_on >= %(day)s::date - {NEWS}
    ORDER BY task.id, decided.decided_on DESC, decided.id DESC
"""  # noqa: S608
_REVIEW_WAITING = f"""
    SELECT task.id, 'submission ' || claim.id, {_HANOI_DAY.format("claim.recorded_at")}, {_NOBODY}
    FROM looked task JOIN tasks_submission claim ON claim.task_id = task.id
    WHERE claim.outcome = '{Outcome.PENDING}' AND task.status = '{Status.SUBMITTED}'
"""  # noqa: S608
_UNCLEAR = f"""
    SELECT mending.task_id, mending.clarity || ' ' || mending.since, mending.since,
           NULL::bigint, mending.user_id
    FROM ({MENDING}) mending
    WHERE mending.task_id = ANY (ARRAY(SELECT id FROM looked WHERE gaps <> '{{}}'))
"""  # noqa: S608
_OBSTACLE = f"""
    SELECT task.id, 'obstacle ' || raised.id, {_HANOI_DAY.format("raised.recorded_at")},
           raised.asked_id, NULL::bigint
    FROM looked task JOIN tasks_obstacle raised ON raised.task_id = task.id
    WHERE raised.outcome = '{Outcome.PENDING}' AND task.status IN ({_listed(UNFINISHED)})
"""  # noqa: S608
_SILENT = f"""
    SELECT task_id, 'silent ' || day, day, {_NOBODY}
    FROM (
        SELECT task_id, {_HANOI_DAY.format("max(recorded_at)")} AS day
        FROM happened WHERE act IN ({_listed(HEARD)}) GROUP BY task_id
    ) last
"""  # noqa: S608
_PART_LATE = f"""
    SELECT task.id, 'part ' || part.organisation || ' ' || due.day, due.day,
           part.organisation, NULL::bigint
    FROM looked task
    CROSS JOIN LATERAL jsonb_to_recordset(task.parts) AS part(
        organisation bigint, deadline date, phases text[]
    )
    CROSS JOIN LATERAL (SELECT coalesce(part.deadline, task.deadline) AS day) due
    WHERE task.status IN ({_listed(OPEN)}) AND task.parts <> '[]' AND due.day IS NOT NULL
      AND part.phases[cardinality(part.phases)] IN
          ('{Status.ASSIGNED}', '{Status.IN_PROGRESS}')
"""  # noqa: S608

ANCHORS: dict[Cause, str] = {
    Cause.DEADLINE: _DEADLINE,
    Cause.ASSIGNED: _news(GIVEN, OPEN),
    Cause.RETURNED: _news((Act.RETURN,), (Status.IN_PROGRESS,)),
    Cause.REVOKED: _news((Act.REVOKE,), (Status.IN_PROGRESS,)),
    Cause.EXTENSION_ASKED: _EXTENSION_ASKED,
    Cause.EXTENSION_DECIDED: _EXTENSION_DECIDED,
    Cause.REVIEW_WAITING: _REVIEW_WAITING,
    Cause.UNCLEAR: _UNCLEAR,
    Cause.OBSTACLE: _OBSTACLE,
    Cause.SILENT: _SILENT,
    Cause.PART_LATE: _PART_LATE,
}
# The acts that are told of or count as a report, on tasks that are worked on. History is read once,
# and through its index on the task: OFFSET 0 keeps the planner from reading all of it.
HAPPENED = f"""
    SELECT task.id AS task_id, event.*, task.status
    FROM looked task CROSS JOIN LATERAL (
        SELECT id, act, revision, recorded_at FROM tasks_taskevent
        WHERE task_id = task.id AND act IN ({_listed({*GIVEN, *HEARD})}) OFFSET 0
    ) event
    WHERE task.status IN ({_listed(OPEN)})
"""  # noqa: S608
EVERY_ANCHOR = " UNION ALL ".join(
    f"SELECT '{cause}' AS cause, found.* FROM ({sql}) AS found(task_id, about, day, body, person)"  # noqa: S608
    for cause, sql in ANCHORS.items()
)
