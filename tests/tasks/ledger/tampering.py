"""What the owner of the database could do to history, and what `verify_history` then says."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tasks.domain.sealing import seal
from tasks.models import Seal, Task, TaskEvent
from tests.accounts.inventory import as_owner
from tests.factories import draft, submitted
from tracker import clock
from tracker.lib.texts import facts

TABLES = (
    *("taskevent", "taskchain", "seal", "task"),
    *("evidence", "submission", "progressupdate"),
)
# The digest and the text of an event as its columns are now, after the digest of the one before.
RECOMPUTED = f"""
    UPDATE tasks_taskevent AS event SET payload = {facts(TaskEvent, "event")} WHERE {{which}};
    UPDATE tasks_taskevent AS event SET digest = sha256(coalesce(
        (SELECT digest FROM tasks_taskevent AS last
         WHERE last.task_id = event.task_id AND last.revision = event.revision - 1),
        decode(repeat('00', 32), 'hex')
    ) || convert_to(payload, 'UTF8')) WHERE {{which}};
"""  # noqa: S608
# The head as the last event is now.
HEAD = """
    UPDATE tasks_taskchain SET (revision, digest) = (
        SELECT revision, digest FROM tasks_taskevent
        WHERE task_id = {task} ORDER BY revision DESC LIMIT 1
    ) WHERE task_id = {task}
"""


@contextmanager
def tampering() -> Iterator[Task]:
    """As the owner, all triggers off: a submitted task of four events, sealed, beside another."""
    with as_owner():
        task = submitted()
        draft()
        made = seal(now=clock.now())
        assert made
        assert made.count == 5
        run("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            run(f"ALTER TABLE tasks_{table} DISABLE TRIGGER USER")
        yield task


@contextmanager
def untouched_after() -> Iterator[None]:
    """Whatever is done within is undone at the end."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rewrite(task: Task, *numbers: int) -> None:
    """Write text and digest of these events anew, in this order, as the triggers would have."""
    for number in numbers:
        run(RECOMPUTED.format(which=f"event.task_id = {task.pk} AND event.revision = {number}"))


def rewrite_to_the_end(task: Task, first: int) -> None:
    """The chain from event `first` on, and its head, as if it had always been so."""
    last = TaskEvent.objects.filter(task=task).order_by("-revision").first()
    assert last
    rewrite(task, *range(first, last.revision + 1))
    run(HEAD.format(task=task.pk))


def seal_anew() -> None:
    """Take the seals away, and seal what there is now."""
    run("DELETE FROM tasks_seal")
    assert seal(now=clock.now())
    assert Seal.objects.count() == 1


def said(**options: object) -> str:
    """What `verify_history` says against the history; empty when it is whole."""
    try:
        call_command("verify_history", verbosity=0, **options)
    except CommandError as error:
        return str(error)
    return ""
