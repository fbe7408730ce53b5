"""What is due on a day and not told yet, whoever asks and whatever day it is."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from notifications.queries.due import DUE
from notifications.queries.heard import AS_LATE, heard

BATCH = 5000  # tasks asked about at once
Key = tuple[int, str, int]  # task, about, recipient
SAME, ANOTHER = "heard.step = due.step", "heard.id IS DISTINCT FROM waiting.id"

# What is due and neither told nor in a mail that a server may have taken: columns of Outgoing.
UNTOLD = f"""
    WITH due AS MATERIALIZED ({DUE})
    SELECT due.*, rung.urgency, waiting.id IS NOT NULL, waiting.message_id IS NOT NULL
    FROM due JOIN notifications_rung rung ON rung.id = due.rung_id
    LEFT JOIN notifications_notice waiting
        ON (waiting.task_id, waiting.about, waiting.recipient_id, waiting.step)
         = (due.task_id, due.about, due.recipient_id, due.step) AND waiting.state = 'planned'
    LEFT JOIN notifications_message mail ON mail.id = waiting.message_id
    WHERE mail.is_frozen IS NOT TRUE AND mail.state IS DISTINCT FROM 'sending'
      AND NOT EXISTS ({heard(f"({AS_LATE} OR {SAME}) AND {ANOTHER}")})
"""  # noqa: S608 -- only what is written here


class Outgoing(NamedTuple):
    """A notice that would leave; `task`, `recipient` and `rung` are ids.

    `waits`: it is planned already; `drafted`: and in a mail that has not left yet.
    """

    task: int
    about: str
    recipient: int
    step: str
    rung: int
    anchor: date
    due_day: date
    urgency: str
    waits: bool
    drafted: bool

    @property
    def key(self) -> Key:
        return self.task, self.about, self.recipient


def untold(tasks: Iterable[int], day: date) -> Iterator[Outgoing]:
    return (Outgoing(*row) for row in rows_of(UNTOLD, tasks, day))


def rows_of(sql: str, tasks: Iterable[int], day: date) -> Iterator[Any]:
    """The answers about `tasks` on `day`, some tasks at a time."""
    asked = sorted(tasks)
    for start in range(0, len(asked), BATCH):
        with connection.cursor() as cursor:
            cursor.execute(sql, {"tasks": asked[start : start + BATCH], "day": day})
            yield from cursor.fetchall()
