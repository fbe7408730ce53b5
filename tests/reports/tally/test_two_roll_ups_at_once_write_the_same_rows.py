from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier

import pytest
from django.db import connections

from reports.domain.roll_up import roll_up
from reports.models import DailyRollUp
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 4


def test_neither_fails_nor_doubles() -> None:
    programme = factories.programme()
    for _ in range(6):
        factories.assigned(programme=programme)
    now, together = at("2025-11-27"), Barrier(WORKERS)
    with ThreadPoolExecutor(WORKERS) as pool:
        done = [pool.submit(_roll_up, now, together) for _ in range(WORKERS)]
    counted = [task.result() for task in done]
    # Whoever came last may have found nothing left to count.
    assert {days[-1] for days in counted if days} == {date(2025, 11, 26)}
    assert DailyRollUp.objects.count() == 10 * 6
    assert set(DailyRollUp.objects.values_list("total", flat=True)) == {1}


def _roll_up(now: datetime, together: Barrier) -> list[date]:
    together.wait(timeout=20)
    try:
        return roll_up(now=now)
    finally:
        connections.close_all()
