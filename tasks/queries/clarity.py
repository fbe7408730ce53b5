"""Clarity in SQL: the twin of `tasks.rules.clarity`, for many tasks at once.

Days are Hanoi days. The rule itself is pure; `facts_for` reads what it has to know.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from accounts.enums import LEVELS, Role
from accounts.models import Membership, User
from tasks.enums import UNFINISHED, Clarity
from tasks.models import Task
from tasks.rules.clarity import MENDERS, Body, Facts, Mender, gap_since, last_gaps, split
from tasks.rules.parts import joined_now

ABOVE = """
    WITH RECURSIVE above(id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT parent_id FROM accounts_organisation JOIN above USING (id)
        WHERE parent_id IS NOT NULL
    )
    SELECT id, kind, parent_id, alive_from, alive_until FROM accounts_organisation
    JOIN above USING (id)
"""

_LEVEL = "CASE {0}.kind " + " ".join(f"WHEN '{k}' THEN {n}" for k, n in LEVELS.items()) + " END"
_ALIVE = "{0}.alive_from <= %(day)s AND ({0}.alive_until IS NULL OR {0}.alive_until >= %(day)s)"
_HELD = "member.from_day <= %(day)s AND (member.until_day IS NULL OR member.until_day >= %(day)s)"
_OPEN = ", ".join(f"'{status}'" for status in sorted(UNFINISHED))

# Every organisation with each that lies above it or is it, and who holds a role in or below which.
_TREE = f"""
    tree(below, id) AS (
        SELECT id, id FROM accounts_organisation
        UNION
        SELECT tree.below, body.parent_id FROM tree
        JOIN accounts_organisation body ON body.id = tree.id
        WHERE body.parent_id IS NOT NULL
    ),
    post AS (
        SELECT DISTINCT member.user_id, tree.id AS organisation_id
        FROM accounts_membership member
        JOIN accounts_user person ON person.id = member.user_id AND person.is_active
        JOIN tree ON tree.below = member.organisation_id
        WHERE {_HELD}
    )
"""  # noqa: S608 -- only what is written here

# Clarity → SQL that holds where a task is clear in that way.
_CLEAR: dict[Clarity, str] = {
    Clarity.PERSON: "post.user_id IS NOT NULL",
    Clarity.TASK: r"task.title ~ '\S' AND task.clause_id IS NOT NULL",
    Clarity.TIMELINE: "cardinality(task.deadlines) > 0 OR task.is_regular AND task.rhythm <> ''",
    Clarity.RESPONSIBILITY: f"""{_ALIVE.format("lead")} AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(task.parts) part
        LEFT JOIN accounts_organisation body
            ON body.id = (part->>'organisation')::bigint AND {_ALIVE.format("body")}
        WHERE part->'phases'->>-1 IS DISTINCT FROM 'withdrawn'
          AND (
              part->>'part' = ''
              OR body.id IS NULL AND part->'phases'->>-1 IS DISTINCT FROM 'completed'
          )
    )""",  # noqa: S608
    Clarity.AUTHORITY: f"""{_ALIVE.format("authority")} AND (
        task.lead_id IS NULL
        OR {_LEVEL.format("authority")} >= {_LEVEL.format("lead")}
        OR over.id IS NOT NULL
    )""",
    Clarity.DELIVERABLE: """task.deliverable_kind <> '' AND task.deliverable_measure <> ''
        AND task.deliverable_count > 0""",
}
_LACKING = ", ".join(
    f"CASE WHEN ({rule}) IS NOT TRUE THEN '{clarity}' END" for clarity, rule in _CLEAR.items()
)

# Tasks {which}: what each lacks by the rule, and what was noted last.
_JUDGED = f"""
    WITH RECURSIVE {_TREE}, judged AS (
        SELECT task.id, concat_ws(',', {_LACKING}) AS lacking,
               task.gap_steps[cardinality(task.gap_steps)] AS noted
        FROM tasks_task task
        LEFT JOIN accounts_organisation lead ON lead.id = task.lead_id
        LEFT JOIN accounts_organisation authority ON authority.id = task.authority_id
        LEFT JOIN tree over ON over.below = task.lead_id AND over.id = task.authority_id
        LEFT JOIN post
            ON post.user_id = task.officer_id AND post.organisation_id = task.lead_id
        WHERE NOT task.is_group AND {{which}}
    )
"""  # noqa: S608
_UNFINISHED = _JUDGED.format(which=f"task.status IN ({_OPEN})")
_OF_THESE = _JUDGED.format(which="task.id = ANY (%(tasks)s::bigint[])")

# Who must supply something to a task: where {of_lead} holds, the focal points of the lead, else its
# head, else, as for everything else and when the lead no longer exists, the secretaries.
_MENDERS = f"""
    JOIN tasks_programme programme ON programme.id = task.programme_id
    LEFT JOIN accounts_organisation lead ON lead.id = task.lead_id AND {_ALIVE.format("lead")}
    CROSS JOIN LATERAL (
        SELECT DISTINCT ranked.user_id FROM (
            SELECT member.user_id, dense_rank() OVER (
                ORDER BY member.role = '{Role.SECRETARY}', member.role = '{Role.HEAD}'
            ) AS turn
            FROM accounts_membership member
            JOIN accounts_user person ON person.id = member.user_id AND person.is_active
            WHERE {_HELD} AND (
                member.organisation_id = programme.owner_id AND member.role = '{Role.SECRETARY}'
                OR member.organisation_id = lead.id AND {{of_lead}}
                   AND member.role IN ('{Role.FOCAL_POINT}', '{Role.HEAD}')
            )
        ) ranked WHERE ranked.turn = 1
    ) mender
"""  # noqa: S608
_OF_THE_LEAD = ", ".join(f"'{c}'" for c, mender in MENDERS.items() if mender is Mender.LEAD)

# (task_id, clarity, since, user_id): who must supply what an unfinished leaf task lacks, and since
# when it has been lacking without a break.
MENDING = f"""
    SELECT task.id AS task_id, gap.clarity::varchar AS clarity, (
               SELECT task.gap_from[1 + coalesce(max(place) FILTER (
                   WHERE gap.clarity <> ALL (string_to_array(step, ','))
               ), 0)]
               FROM unnest(task.gap_steps) WITH ORDINALITY AS steps(step, place)
           ) AS since, mender.user_id
    FROM tasks_task task
    CROSS JOIN LATERAL unnest(task.gaps) AS gap(clarity)
    {_MENDERS.format(of_lead=f"gap.clarity IN ({_OF_THE_LEAD})")}
    WHERE NOT task.is_group AND task.gaps <> '{{}}' AND task.status IN ({_OPEN})
"""  # noqa: S608

_WHO = f"""
    SELECT task.id, kind.of_lead, mender.user_id
    FROM tasks_task task
    CROSS JOIN unnest(ARRAY[true, false]) AS kind(of_lead)
    {_MENDERS.format(of_lead="kind.of_lead")}
    WHERE task.id = ANY (%(tasks)s::bigint[])
"""  # noqa: S608


@dataclass(frozen=True)
class Mending:
    """What a task lacks, since when, and who must supply it (sorted by name; mostly not empty)."""

    clarity: Clarity
    since: date | None
    menders: tuple[User, ...]

    @property
    def by_lead(self) -> bool:
        """Whether it is for the lead to supply."""
        return MENDERS[self.clarity] is Mender.LEAD


def facts_for(task: Task, *, on: date, past: bool = False) -> Facts:
    """What the rule has to know about the people and organisations of `task`. Two queries.

    With `past`, `on` is an earlier day: whether the officer may sign in is only known for today.
    """
    held = Membership.objects.in_force_on(on) if past else Membership.objects.held_on(on)
    posts = held.filter(user=task.officer_id).values_list("organisation", flat=True)
    held_in = frozenset(posts) if task.officer_id else frozenset()
    named = {task.lead_id, task.authority_id, *held_in}
    named |= {part.organisation for part in joined_now(task)}
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [sorted(pk for pk in named if pk is not None)])
        bodies = {pk: Body(*columns) for pk, *columns in cursor.fetchall()}
    return Facts(on, bodies, held_in)


def misjudged(*, on: date) -> list[int]:
    """Ids of unfinished tasks that lack other clarities today than was noted last. One query."""
    sql = f"{_UNFINISHED} SELECT id FROM judged WHERE lacking IS DISTINCT FROM noted"  # noqa: S608
    return sorted(pk for (pk,) in _rows(sql, day=on))


def lacking_of(tasks: Iterable[Task], *, on: date) -> dict[int, list[str]]:
    """Id of each task → what it lacks by the rule on the day `on`, whatever was noted. One query.

    A group's parent is not judged, and so not among them.
    """
    sql = f"{_OF_THESE} SELECT id, lacking FROM judged"  # noqa: S608
    rows = _rows(sql, day=on, tasks=[task.pk for task in tasks])
    return {pk: split(lacking) for pk, lacking in rows}


def mending_of(
    tasks: Collection[Task], *, on: date, lacking: Mapping[int, list[str]] | None = None
) -> dict[int, list[Mending]]:
    """Id of each task → what it lacks and who must supply it, in the usual order. Two queries.

    What a task lacks is what was noted last, saved or not, unless `lacking` says something else.
    """
    gaps = lacking or {task.pk: last_gaps(task) for task in tasks}
    unclear = [task for task in tasks if gaps.get(task.pk)]
    rows = _rows(_WHO, day=on, tasks=[task.pk for task in unclear]) if unclear else []
    people = User.objects.in_bulk({user for _task, _of_lead, user in rows})
    who: dict[tuple[int, bool], list[User]] = defaultdict(list)
    for task, of_lead, user in rows:
        who[task, of_lead].append(people[user])
    return {task.pk: [_mending(task, gap, who) for gap in gaps[task.pk]] for task in unclear}


def mended_by(user: User, *, on: date) -> set[int]:
    """Ids of the unfinished tasks for which `user` must supply something."""
    sql = f"SELECT DISTINCT task_id FROM ({MENDING}) it WHERE user_id = %(user)s"  # noqa: S608
    return {pk for (pk,) in _rows(sql, day=on, user=user.pk)}


def changes(task: Task, *, after: date, until: date) -> list[date]:
    """Days after one and up to another on which a fact about the task's clarity may change."""
    bodies = [task.lead_id, task.authority_id, *(part.organisation for part in joined_now(task))]
    rows = _rows(
        """
        SELECT day FROM (
            SELECT alive_until + 1 FROM accounts_organisation WHERE id = ANY (%(bodies)s::bigint[])
            UNION SELECT alive_from FROM accounts_organisation
            WHERE id = ANY (%(bodies)s::bigint[])
            UNION SELECT until_day + 1 FROM accounts_membership WHERE user_id = %(officer)s
            UNION SELECT from_day FROM accounts_membership WHERE user_id = %(officer)s
        ) found(day) WHERE day > %(after)s AND day <= %(until)s ORDER BY day
        """,
        bodies=[pk for pk in bodies if pk is not None],
        officer=task.officer_id,
        after=after,
        until=until,
    )
    return [day for (day,) in rows]


def _rows(sql: str, **parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _mending(task: Task, gap: str, who: Mapping[tuple[int, bool], list[User]]) -> Mending:
    clarity = Clarity(gap)
    menders = who.get((task.pk, MENDERS[clarity] is Mender.LEAD), [])
    by_name = sorted(menders, key=lambda user: (user.sort_key, user.pk))
    return Mending(clarity, gap_since(task, clarity), tuple(by_name))
