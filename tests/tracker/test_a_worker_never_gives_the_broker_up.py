"""Celery gives up after a hundred tries, some fifty minutes, unless it is told not to."""

from pathlib import Path

import pytest
from kombu import Connection

from tracker.celery import app


class Enough(Exception):
    """The test has seen enough."""


def test_it_tries_for_as_long_as_it_takes(tmp_path: Path) -> None:
    tries = 0

    def count(_error: Exception, _wait: float) -> None:
        nonlocal tries
        tries += 1
        if tries > 120:
            raise Enough

    limit = app.conf.broker_connection_max_retries
    with Connection(f"redis+socket://{tmp_path}/nobody.sock") as nobody, pytest.raises(Enough):
        nobody.ensure_connection(count, limit, interval_start=0, interval_step=0)


def test_what_is_being_done_is_finished() -> None:
    assert app.conf.worker_cancel_long_running_tasks_on_connection_loss is False
