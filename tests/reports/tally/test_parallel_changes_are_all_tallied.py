"""Two who make hundreds of changes each, in opposite orders, neither block nor lose each other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from reports.domain.rates import rates
from reports.domain.tallying import draw_together
from reports.queries.rates.recounting import differences
from tests import factories as make
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)
TASKS, EACH = 20, 200

# One task at a time, as the domain does it: begun, suspended and resumed, again and again.
CHANGE = """
    UPDATE tasks_task SET
        revision = revision + 1, act = 'progress', act_on = tracker_today(),
        phases = phases || turned.status, status = turned.status,
        phase_from = phase_from || tracker_today()
    FROM (
        SELECT CASE status WHEN 'suspended' THEN 'in_progress' ELSE 'suspended' END::text AS status
        FROM tasks_task WHERE id = %s
    ) AS turned
    WHERE id = %s
"""


def test_in_opposite_orders() -> None:
    programme = make.programme()
    leads = [make.ministry() for _each in range(4)]
    tasks = [make.in_progress(programme=programme, lead=leads[n % 4]).pk for n in range(TASKS)]
    halves = tasks[::2], tasks[1::2][::-1]
    together = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(_change, half, together) for half in halves]:
            done.result(timeout=60)
        draw_together()
    assert differences(clock.today()) == []
    now = clock.now()
    assert rates(now=now, as_of=clock.day_of(now)).totals.total == TASKS


def _change(tasks: list[int], together: Barrier) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            together.wait(timeout=20)
            for n in range(EACH):
                task = tasks[n % len(tasks)]
                cursor.execute(CHANGE, [task, task])
        draw_together()
    finally:
        connections.close_all()
