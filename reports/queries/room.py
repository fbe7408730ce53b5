"""Memory for the statements that go through all tasks or all of history."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

# With the few megabytes that are PostgreSQL's default, a million tasks are sorted on disk: such a
# statement takes twice as long. None needs more than some 200 MB at a million tasks, and a
# statement takes only what it needs.
WORK_MEM = "128MB"


@contextmanager
def room(using: str = "default") -> Iterator[None]:
    """While this lasts, a sort or a hash may take WORK_MEM before it goes to disk.

    Within another it is one already, and costs no statement.
    """
    connection: Any = connections[using]
    if getattr(connection, "has_room", False):
        yield
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('work_mem', %s, true)", [WORK_MEM])
        connection.has_room = True
        try:
            yield
        finally:
            connection.has_room = False
