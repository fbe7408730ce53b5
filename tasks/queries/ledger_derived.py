"""Whether the columns that the database computes still follow from those that are chained.

No text names them, for they say nothing of their own. But queries read them, and who owns a table
can make an ordinary column of one.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from tasks.models import Task, TaskEvent
from tasks.models.state import TaskState
from tasks.rules.ledger import Fault

COLUMNS = [field.name for field in TaskState._meta.local_fields if field.generated]
WRONG = """
    SELECT code, revision, id, wrong FROM (
        SELECT code, revision, id, array_remove(ARRAY[{cases}], NULL) AS wrong FROM {table}
    ) AS compared
    WHERE wrong <> '{{}}' ORDER BY id
"""


def faults_in_derived() -> Iterator[Fault]:
    """Events and tasks whose computed columns say something else than the rest of the row."""
    for model in (TaskEvent, Task):
        for code, number, row, wrong in _rows(model):
            what = "event" if model is TaskEvent else "the task itself after event"
            where = f"task {code}, {what} {number} (id {row})"
            yield Fault("edited", where, f"not what follows from it: {', '.join(wrong)}")


def _rows(model: Any) -> list[tuple[Any, ...]]:
    cases, params = [], []
    for name in COLUMNS:
        field = model._meta.get_field(name)
        computed, values = field.generated_sql(connection)
        differs = f"{field.column}::text IS DISTINCT FROM ({computed})::text"
        cases.append(f"CASE WHEN {differs} THEN '{name}' END")
        params.extend(values)
    sql = WRONG.format(cases=", ".join(cases), table=model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
