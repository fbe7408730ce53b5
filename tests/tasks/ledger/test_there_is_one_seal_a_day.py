"""The job asks often; the first after midnight seals, and of two at once one does."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tasks import jobs
from tasks.domain.sealing import seal
from tasks.models import Seal
from tests.factories import at, draft
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)


def test_asked_twice_it_makes_one() -> None:
    draft()
    first = seal(now=clock.now())
    assert first
    assert (first.number, first.count, first.day) == (1, 1, clock.today())
    draft()
    assert seal(now=clock.now()) is None
    assert Seal.objects.count() == 1


def test_each_covers_what_came_since() -> None:
    for day in ("2025-11-18 00:05", "2025-11-19 00:05", "2025-11-21 00:05"):
        draft()
        at(day)
        jobs.seal()
    assert list(Seal.objects.values_list("number", "count")) == [(1, 1), (2, 1), (3, 1)]
    payloads = list(Seal.objects.values_list("payload", flat=True))
    digests = [bytes(one.digest).hex() for one in Seal.objects.all()]
    assert all(digest in payload for digest, payload in zip(digests, payloads[1:], strict=False))


def test_a_day_on_which_nothing_happened_is_sealed_too() -> None:
    made = seal(now=clock.now())
    assert made
    assert (made.count, made.events) == (0, "{}")


def test_two_at_once_make_one() -> None:
    draft()
    now = clock.now()
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: _in_a_thread(now), range(4)))
    assert sum(made) == 1
    assert Seal.objects.count() == 1


def _in_a_thread(now: object) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tracker_seal()")
            return bool(cursor.fetchone() != (None,))
    finally:
        connection.close()
