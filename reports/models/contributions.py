"""SQL: what tasks add to today's figures, and what they will add once a deadline has passed.

A task that is left alone stands as it does today until the day after its deadline, when it may
turn overdue; nothing else changes by itself. So its part in the figures of today and of every day
to come is a few entries: it counts in its present standing, and from the day after its deadline on
once less there and once more as overdue. Which standing that is says `tasks.queries.standing`, the
one definition in SQL, asked about those days.
"""

from datetime import date

from django.db.models import DateField, F, Func, IntegerField, Value
from psycopg.sql import Literal

from tasks.enums import DeadlineBasis
from tasks.models import Task
from tasks.queries.standing import with_standing_now

# From this day on counts what counts already.
EVER = date.min
COLUMNS = "organisation_id, programme_id, basis, standing, from_day, tasks, clear"

# Today a row has taken all its steps: it stands as on the day of the last of them, and may turn on
# the day after its deadline, the first or the one in force.
POINTS = """
    SELECT state.*, point
    FROM ({source}) AS state
    CROSS JOIN LATERAL greatest(
        phase_from[cardinality(phase_from)], deadline_from[cardinality(deadline_from)],
        lead_from[cardinality(lead_from)], gap_from[cardinality(gap_from)]
    ) AS latest
    CROSS JOIN LATERAL (
        SELECT latest AS point
        UNION
        SELECT due + 1
        FROM unnest(ARRAY[deadlines[1], deadlines[cardinality(deadlines)]]) AS due
        WHERE due + 1 > latest
    ) AS points
    WHERE NOT is_group AND status <> 'draft'
"""
ENTRIES = f"""
    SELECT led, programme_id, basis, entry.standing, entry.from_day, sum(entry.tasks),
           coalesce(sum(entry.tasks) FILTER (WHERE is_clear), 0)
    FROM (
        SELECT *, lag(standing) OVER (PARTITION BY id, sign, basis ORDER BY point) AS before
        FROM ({{stood}}) AS stood
    ) AS turned
    CROSS JOIN LATERAL (VALUES
        (standing, CASE WHEN before IS NULL THEN DATE '{EVER}' ELSE point END, sign),
        (before, point, -sign)
    ) AS entry(standing, from_day, tasks)
    WHERE entry.standing IS NOT NULL
    GROUP BY led, programme_id, basis, entry.standing, entry.from_day
    HAVING sum(entry.tasks) <> 0 OR sum(entry.tasks) FILTER (WHERE is_clear) <> 0
"""  # noqa: S608 - made of constants


def contributions(source: str) -> str:
    """SQL: the rows, in COLUMNS, that the tasks of `source` add to the tally.

    `source` is a SELECT of rows with the columns of tasks, and a `sign`: 1 for what is the case,
    -1 for what no longer is.
    """
    stood = " UNION ALL ".join(_stood(source, basis) for basis in DeadlineBasis)
    return ENTRIES.format(stood=stood)


class _Added(Func):
    """A column that tasks do not have, but the rows that stand in for them here."""

    template = '"tasks_task"."%(function)s"'


def _stood(source: str, basis: DeadlineBasis) -> str:
    """SQL: how each row of `source` stands on each of its points."""
    point = _Added(function="point", output_field=DateField())
    sign = _Added(function="sign", output_field=IntegerField())
    states = with_standing_now(Task.objects.order_by(), point, basis).annotate(
        led=F("lead_then"), is_clear=F("clear"), basis=Value(basis.value), sign=sign, point=point
    )
    names = ("id", "programme_id", "led", "is_clear", "basis", "sign", "point", "standing")
    sql, params = states.values_list(*names).query.sql_with_params()
    written: str = sql % tuple(Literal(str(each)).as_string(None) for each in params)
    points = POINTS.format(source=source)
    return written.replace('FROM "tasks_task"', f'FROM ({points}) AS "tasks_task"')
