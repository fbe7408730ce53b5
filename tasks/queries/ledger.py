"""The history as the database holds it, streamed for those who compute its digests anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection, transaction

from tasks.models import Seal, Task, TaskEvent
from tasks.models.ledger import named
from tasks.rules.ledger import Event, Standing
from tasks.rules.seals import Digest, Sealed

MANY = 2000
# Canonical texts are compared here, so that only what differs has to be read as JSON.
EVENTS = f"""
    SELECT task_id, revision, id, payload, digest, CASE WHEN payload <> row THEN row END
    FROM (
        SELECT event.task_id, event.revision, event.id, payload, digest,
            row_to_json(facts)::text AS row
        FROM tasks_taskevent AS event, LATERAL ({named(TaskEvent, "event")}) AS facts
        ORDER BY event.task_id, event.revision
    ) AS events
"""  # noqa: S608 - the models' own columns
STANDINGS = f"""
    SELECT coalesce(task.id, head.task_id) AS number, task.code,
        CASE WHEN task.id IS NOT NULL THEN row_to_json(facts)::text END,
        head.revision, head.digest
    FROM tasks_task AS task FULL JOIN tasks_taskchain AS head ON head.task_id = task.id,
        LATERAL ({named(Task, "task", but=("id", "joined"))}) AS facts
    ORDER BY number
"""  # noqa: S608
DIGESTS = """
    SELECT id, digest, recorded_at, xid, task_id, revision FROM tasks_taskevent ORDER BY id
"""


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read in it is the history of one and the same moment."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def chains() -> Iterator[tuple[Standing, list[Event]]]:
    """Each task that there is or was, by id, with its events by number."""
    standings = map(Standing._make, _streamed(STANDINGS))
    waiting: Standing | None = next(standings, None)
    for task, events in groupby(map(Event._make, _streamed(EVENTS)), attrgetter("task")):
        while waiting is not None and waiting.task < task:
            yield waiting, []
            waiting = next(standings, None)
        if waiting is not None and waiting.task == task:
            yield waiting, list(events)
            waiting = next(standings, None)
        else:
            yield Standing(task, None, None, None, None), list(events)
    while waiting is not None:
        yield waiting, []
        waiting = next(standings, None)


def digests() -> Iterator[Digest]:
    """Every event, by id."""
    return map(Digest._make, _streamed(DIGESTS))


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
