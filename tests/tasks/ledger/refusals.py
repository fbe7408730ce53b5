"""Guard of heads, seals and of the chain of events → how to be refused by it."""

from django.db import connection

from tasks.domain.sealing import seal
from tasks.models import Seal, TaskChain, TaskEvent
from tests.accounts.inventory import Violation, added, as_owner, changed
from tests.factories import draft
from tests.tasks.unguarded import unguarded
from tracker import clock


def head() -> TaskChain:
    return TaskChain.objects.get(task=draft())


def sealed() -> Seal:
    draft()
    made = seal(now=clock.now())
    assert made
    return made


def event() -> TaskEvent:
    return TaskEvent.objects.get(task=draft())


def numbered_twice() -> None:
    """The chain stands before this guard, so it is passed as only the owner can."""
    with as_owner():
        row = event()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with unguarded("tasks_taskevent"):
            added(lambda: row)()


def by_the_owner(violate: Violation) -> Violation:
    def as_the_owner() -> None:
        with as_owner():
            violate()

    return as_the_owner


REFUSALS_OF_THE_LEDGER: dict[str, Violation] = {
    "chain_only_grows": by_the_owner(changed(head, revision=5)),
    "event_chained": by_the_owner(added(event)),
    "event_numbered_once": numbered_twice,
    "seal_append_only": by_the_owner(changed(sealed, count=7)),
    "seal_once_a_day": by_the_owner(added(sealed, number=2)),
}
