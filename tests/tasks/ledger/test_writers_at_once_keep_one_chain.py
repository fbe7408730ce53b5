"""Many connections write at once: no chain forks, and nobody waits for a chain but for its task."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tasks.models import Task, TaskChain, TaskEvent
from tests.factories import draft
from tests.tasks.ledger.tampering import said

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, TIMES = 6, 5


def at_once(*writers: Callable[[], object]) -> None:
    with ThreadPoolExecutor(len(writers)) as threads:
        for written in [threads.submit(_alone, write) for write in writers]:
            written.result()


def _alone(write: Callable[[], object]) -> None:
    try:
        write()
    finally:
        connection.close()


def change(task: Task) -> int:
    return Task.objects.filter(pk=task.pk).update(title="Khác")


def check(tasks: Sequence[Task], events: int) -> None:
    for task in tasks:
        numbers = list(TaskEvent.objects.filter(task=task).values_list("revision", flat=True))
        assert numbers == list(range(1, events + 1))
        assert TaskChain.objects.get(task=task).revision == events
    assert said() == ""


def test_on_one_task() -> None:
    task = draft()
    at_once(*[lambda: [change(task) for _ in range(TIMES)]] * WRITERS)
    check([task], 1 + WRITERS * TIMES)


def test_in_one_statement_over_the_same_tasks() -> None:
    tasks = [draft() for _ in range(5)]

    def all_of_them() -> None:
        for _ in range(TIMES):
            with transaction.atomic():
                ordered = Task.objects.order_by("pk").select_for_update()
                Task.objects.filter(pk__in=[task.pk for task in ordered]).update(title="Khác")

    at_once(*[all_of_them] * WRITERS)
    check(tasks, 1 + WRITERS * TIMES)


def test_on_many_tasks_in_opposite_order() -> None:
    """Each act is a transaction of its own, so the order in which tasks are taken is free."""
    tasks = [draft() for _ in range(8)]
    forth, back = tasks, tasks[::-1]

    def through(ordered: Sequence[Task]) -> Callable[[], object]:
        return lambda: [change(task) for _ in range(TIMES) for task in ordered]

    at_once(through(forth), through(back), through(forth), through(back))
    check(tasks, 1 + 4 * TIMES)


def test_different_tasks_do_not_wait_for_each_other() -> None:
    """An open transaction on one task keeps nobody from another."""
    held, free = draft(), draft()
    with transaction.atomic():
        change(held)
        at_once(lambda: change(free))
    check([held, free], 2)
