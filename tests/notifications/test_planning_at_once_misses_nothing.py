"""Two sweeps plan while a writer moves deadlines and people: in the end what is due is planned."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from accounts.enums import Role
from notifications.domain.plan import plan
from notifications.models import Notice
from notifications.queries.due import due_on
from tasks import domain
from tasks.models import Task
from tests.factories import MembershipFactory, grounds, secretary_of
from tests.notifications.telling import owed_by_many
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, LEADS, DAY = 4, 4, date(2025, 11, 17)


def test_nothing_is_lost_and_nothing_twice() -> None:
    for _round in range(ROUNDS):
        tasks = owed_by_many("2025-11-18", leads=LEADS)
        start = Barrier(3)
        with ThreadPoolExecutor(3) as pool:
            done = [pool.submit(_sweep, start) for _ in range(2)]
            done.append(pool.submit(_write, start, tasks))
            for each in done:
                each.result()
        plan(day=DAY)  # what one passed over because another held it
        planned = Notice.objects.exclude(state="cancelled").values_list(
            "task", "about", "recipient", "step"
        )
        assert due_on(DAY, tasks=[task.pk for task in tasks]) <= set(planned)
        assert len(planned) == len(set(planned))


def _sweep(start: Barrier) -> None:
    try:
        start.wait()
        for _ in range(5):
            plan(day=DAY)
    finally:
        connection.close()


def _write(start: Barrier, tasks: list[Task]) -> None:
    try:
        start.wait()
        for task in tasks:
            domain.suspend(task, by=secretary_of(task), now=clock.now(), **grounds())
            MembershipFactory.create(organisation=task.lead, role=Role.FOCAL_POINT)
            domain.resume(task, by=secretary_of(task), now=clock.now(), **grounds())
    finally:
        connection.close()
