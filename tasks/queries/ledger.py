"""The history as the database holds it, streamed for those who compute its digests anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from tasks.models import Seal, Task, TaskEvent
from tasks.rules.ledger import Event, Standing
from tasks.rules.seals import Sealed
from tracker.lib.texts import named

MANY = 2000
# Canonical texts are compared here, so that only what differs has to be read as JSON.
EVENTS = f"""
    SELECT id, task_id, revision, code, payload, digest, recorded_at, xid,
        CASE WHEN payload <> row THEN row END
    FROM (
        SELECT event.id, event.task_id, event.revision, event.code, payload, digest,
            event.recorded_at, event.xid, row_to_json(facts)::text AS row
        FROM tasks_taskevent AS event, LATERAL ({named(TaskEvent, "event")}) AS facts
        ORDER BY event.id
    ) AS events
"""  # noqa: S608 - the models' own columns
OF_EVENTS = {str(field.column) for field in TaskEvent._meta.local_fields}
OF_TASKS = {str(field.column) for field in Task._meta.local_fields}
STANDINGS = f"""
    SELECT coalesce(task.id, head.task_id), task.code, head.revision, head.digest,
        CASE WHEN row <> told THEN row END, CASE WHEN row <> told THEN told END
    FROM (
        SELECT task.id, task.code, row_to_json(facts)::text AS row
        FROM tasks_task AS task,
            LATERAL ({named(Task, "task", but=("id", *OF_TASKS - OF_EVENTS))}) AS facts
    ) AS task
    FULL JOIN tasks_taskchain AS head ON head.task_id = task.id
    LEFT JOIN (
        SELECT event.task_id, event.revision, row_to_json(facts)::text AS told
        FROM tasks_taskevent AS event,
            LATERAL ({named(TaskEvent, "event", but=("id", *OF_EVENTS - OF_TASKS))}) AS facts
    ) AS last ON last.task_id = head.task_id AND last.revision = head.revision
    ORDER BY 1
"""  # noqa: S608


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read in it is the history of one and the same moment."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def events() -> Iterator[Event]:
    """Every event, by id."""
    return map(Event._make, _streamed(EVENTS))


def standings() -> Iterator[Standing]:
    """Every task and every head, by the task's id."""
    return map(Standing._make, _streamed(STANDINGS))


def seals() -> list[Sealed]:
    """Every seal, by number."""
    return [
        Sealed(row.payload, bytes(row.digest), (row.number, row.sealed_at, row.events, row.count))
        for row in Seal.objects.order_by("number")
    ]


def _streamed(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(MANY):
            yield from rows
