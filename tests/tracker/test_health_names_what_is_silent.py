"""`/health/` says which part does not answer; that all do, the test of the one command shows."""

from http import HTTPStatus

import pytest
import redis
from django.conf import settings as project
from django.test import Client
from pytest_django import Settings

from tracker.beat import KEY, LIVES_FOR, LivingScheduler
from tracker.celery import app

pytestmark = pytest.mark.django_db
SILENT = "does not answer"


def test_without_worker_and_beat(client: Client) -> None:
    answer = client.get("/health/")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    fine = dict.fromkeys(("web", "database", "broker", "figures", "sweeps"), "ok")
    silent = dict.fromkeys(("worker", "maker", "beat"), SILENT)
    assert answer.json() == {**fine, **silent, "watcher": "wrong: see the log"}


def test_without_a_broker_nothing_is_claimed_of_what_hides_behind_it(
    client: Client, settings: Settings
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1"
    parts = client.get("/health/").json()
    assert parts["broker"] == SILENT
    assert parts["worker"] == parts["beat"] == "unknown: the broker does not answer"


def test_beat_lives_as_long_as_it_ticks(client: Client) -> None:
    scheduler = LivingScheduler(app, lazy=True)
    scheduler.tick()
    with redis.Redis.from_url(project.REDIS_URL) as broker:
        assert 0 < broker.ttl(KEY) <= LIVES_FOR
        assert client.get("/health/").json()["beat"] == "ok"
        broker.delete(KEY)


def test_everything_is_due_when_beat_starts() -> None:
    scheduler = LivingScheduler(app, lazy=True)
    scheduler.setup_schedule()
    assert scheduler.schedule
    assert all(entry.is_due()[0] for entry in scheduler.schedule.values())
