"""The tasks in force on a day with how late or how much at risk each is, as one SQL statement.

Counts and lists are both taken from it, so that a list has as many lines as its figure says. Its
twin in plain Python is `reports.rules.work.urgency`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, Value
from django.db.models.expressions import Combinable

from reports.enums import Risk
from reports.queries.pack.sides import updates_by
from reports.queries.rates.counting import states_in
from reports.rules.report import Question
from reports.rules.work.urgency import AGES, OPEN, SILENCE, SOON
from tasks.enums import Knowledge, Standing

MANY = 1000
UNFINISHED = [each.value for each in Standing if not each.value.startswith("completed")]

# Columns of `state`: `state_row` is the id of the task, or of the event known then.
STATES = """
    WITH state AS MATERIALIZED ({states}),
    heard AS MATERIALIZED (
        SELECT task_id, max(happened_on) AS heard_on,
               (array_agg(percent ORDER BY happened_on DESC, id DESC)
                FILTER (WHERE percent IS NOT NULL))[1] AS percent
        FROM ({updates}) AS reported
        WHERE task_id IN (SELECT task_row FROM state WHERE state_standing = ANY (%s))
        GROUP BY task_id
    ),
    dated AS (
        SELECT state.*, heard_on,
               CASE WHEN state_standing = ANY (%s) THEN coalesce(heard.percent, 0) ELSE 100 END
               AS progress,
               state_standing = ANY (%s) AS is_open,
               %s::date - state_due AS days_late,
               %s::date - assigned AS used,
               state_due - assigned AS given,
               %s::date - coalesce(heard_on, assigned) AS silence
        FROM state LEFT JOIN heard ON heard.task_id = task_row
    ),
    worked AS (
        SELECT dated.*,
               CASE WHEN state_standing = '{overdue}' THEN {age} END AS age,
               CASE WHEN is_open THEN {risk} END AS risk,
               is_open AND days_late >= -{soon} AS is_soon
        FROM dated
    )
"""


def worked(question: Question, key: Combinable | None = None) -> tuple[str, list[Any]]:
    """SQL that begins a statement, and its parameters: then select from `worked`.

    Many statements about one question begin so: it is written once, and kept with the question.
    """
    if ("worked", key) not in question.memory:
        question.memory["worked", key] = _worked(question, key or Value(0))
    sql, params = question.memory["worked", key]
    return sql, [*params]


def _worked(question: Question, key: Combinable) -> tuple[str, list[Any]]:
    states, params = _states(question, key)
    columns = ("id", "task_id", "happened_on", "percent")
    updates, more = updates_by(question).values_list(*columns).query.sql_with_params()
    sql = STATES.format(
        states=states,
        updates=updates,
        overdue=Standing.OVERDUE.value,
        age=_age(),
        risk=_risk(),
        soon=SOON,
    )
    open_ = [standing.value for standing in OPEN]
    day = question.as_of
    return sql, [*params, *more, UNFINISHED, UNFINISHED, open_, day, day, day]


def rows(question: Question, rest: str, params: Sequence[Any] = (), key: Any = None) -> list[Any]:
    """The rows of a statement that begins with `worked` and ends with `rest`."""
    sql, before = worked(question, key)
    with connection.cursor() as cursor:
        cursor.execute(sql + rest, [*before, *params])
        found: list[Any] = cursor.fetchall()
    return found


def streamed(question: Question, rest: str, params: Sequence[Any] = ()) -> Iterator[Any]:
    """The same rows, one by one: MANY are in memory."""
    sql, before = worked(question)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql + rest, [*before, *params])
        while found := cursor.fetchmany(MANY):
            yield from found


def _states(question: Question, key: Combinable) -> tuple[str, Sequence[Any]]:
    known = question.knowledge is Knowledge.KNOWN
    columns: dict[str, Combinable] = {
        "task_row": F("task_id") if known else F("pk"),
        "state_row": F("pk"),
        "state_key": key,
        "state_led": F("led"),
        "state_standing": F("standing"),
        "state_due": F("due"),
        "state_since": F("since"),
        "assigned": F("assigned_on"),
        "state_lacking": F("lacking"),
    }
    asked = states_in(question).annotate(**columns).values_list(*columns)
    found: tuple[str, Sequence[Any]] = asked.query.sql_with_params()
    return found


def _age() -> str:
    whens = [f"WHEN days_late <= {most} THEN '{age.value}'" for age, most in AGES if most]
    return f"CASE {' '.join(whens)} ELSE '{AGES[-1][0].value}' END"


def _risk() -> str:
    soon, behind = f"days_late >= -{SOON}", "progress * given < 100 * used"
    return f"""CASE
        WHEN {soon} AND silence >= {SILENCE} THEN '{Risk.SILENT.value}'
        WHEN {soon} AND {behind} THEN '{Risk.BEHIND_SOON.value}'
        WHEN {behind} THEN '{Risk.BEHIND_LATER.value}' END"""
