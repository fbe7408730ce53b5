"""A seal covers what is committed; a transaction open across it is covered by the next one."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction

from tasks.domain.sealing import seal
from tasks.models import Seal, Task, TaskEvent
from tests.factories import at, draft
from tests.tasks.ledger.tampering import run, said
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def other() -> Iterator["psycopg.Connection[tuple[int]]"]:
    """Another connection of the application, in a transaction that stays open."""
    with psycopg.connect(**connection.get_connection_params()) as opened:
        yield opened


def change(other: "psycopg.Connection[tuple[int]]", task: Task) -> None:
    other.execute("UPDATE tasks_task SET title = 'Khác' WHERE id = %s", [task.pk])


def seal_tomorrow() -> Seal:
    at(clock.today() + timedelta(days=1))
    made = seal(now=clock.now())
    assert made
    return made


def test_open_across_a_seal(other: "psycopg.Connection[tuple[int]]") -> None:
    before, during = draft(), draft()
    change(other, before)
    later = draft()
    first = seal_tomorrow()
    assert first.count == 3
    other.commit()
    assert said() == ""
    second = seal_tomorrow()
    assert second.count == 1
    late = TaskEvent.objects.get(task=before, revision=2)
    assert second.events == f"{{[{late.pk},{late.pk + 1})}}"
    assert late.pk < TaskEvent.objects.get(task=later).pk
    assert during.events.count() == 1
    assert said() == ""


def test_given_up_across_a_seal(other: "psycopg.Connection[tuple[int]]") -> None:
    task = draft()
    change(other, task)
    draft()
    assert seal_tomorrow().count == 2
    other.rollback()
    assert seal_tomorrow().count == 0
    assert said() == ""


def test_a_seal_given_up_covers_nothing() -> None:
    draft()
    at(clock.today() + timedelta(days=1))
    with transaction.atomic():
        assert seal(now=clock.now())
        transaction.set_rollback(True)
    made = seal(now=clock.now())
    assert made
    assert (made.number, made.count) == (1, 1)
    assert said() == ""


def test_it_is_not_made_in_a_moment_of_the_past() -> None:
    """Where a transaction sees an older moment, a seal would miss what is recorded since."""
    draft()
    with pytest.raises(Exception, match="has to see all that is committed"), transaction.atomic():
        run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "SELECT tracker_seal()")


def test_the_check_sees_one_moment_while_others_write(
    other: "psycopg.Connection[tuple[int]]",
) -> None:
    task = draft()
    change(other, task)
    assert said() == ""
    other.commit()
    assert said() == ""
