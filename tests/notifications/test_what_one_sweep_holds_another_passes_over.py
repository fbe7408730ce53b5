"""Two sweeps at their worst moment: the one is in the middle of its transaction."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection, transaction

from notifications.domain import outbox
from notifications.domain.compose import compose
from notifications.domain.plan import plan
from notifications.models import Message
from tests.notifications.telling import owed_by_many
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")
Other = Callable[[Callable[[], T]], "Future[T]"]


@pytest.fixture
def other() -> Iterator[Other[object]]:
    """Runs what it is given on a connection of its own, which waits for a lock 5 s at most."""

    def run(call: Callable[[], object]) -> object:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        yield lambda call: pool.submit(run, call)


def test_planning_waits_and_then_finds_it_done(other: Other[int]) -> None:
    owed_by_many("2025-11-18", leads=3)
    day = clock.today()
    with transaction.atomic():
        assert plan(day=day) == 3
        second = other(lambda: plan(day=day))
    assert second.result() == 0


def test_whom_one_writes_to_the_other_does_not(other: Other[int]) -> None:
    owed_by_many("2025-11-18", leads=3)
    plan(day=clock.today())
    with transaction.atomic():
        assert compose(now=clock.now(), demo=True) == 3
        assert other(lambda: compose(now=clock.now(), demo=True)).result() == 0
    assert Message.objects.count() == 3


def test_what_one_sends_the_other_does_not(other: Other[list[Message]]) -> None:
    owed_by_many("2025-11-18", leads=3)
    plan(day=clock.today())
    compose(now=clock.now(), demo=True)
    with transaction.atomic():
        assert len(outbox.claim(2)) == 2
        assert len(other(lambda: outbox.claim(50)).result()) == 1
    assert other(lambda: outbox.claim(50)).result() == []
