"""A real worker in the middle of a job, and a real broker killed -9."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, cast

from tests.harness.services import CHECKOUT
from tracker.celery import app
from tracker.consumer import LastingConsumer
from tracker.embedded import start

WORDS = ("--concurrency=1", "--without-mingle", "--without-gossip", "--loglevel=INFO")
PATIENCE = 120


def _heard(log: Path, words: str, times: int = 1) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and log.read_text().count(words) < times:
        time.sleep(0.2)
    return log.read_text().count(words) >= times


def test_it_connects_again_and_goes_on(tmp_path: Path) -> None:
    log, home = tmp_path / "worker.log", tmp_path / "home"
    with start(home, postgres=False, valkey=True) as stack:
        environment = {**os.environ, "REDIS_URL": stack.addresses.redis_url, "DEMO": "1"}
        python = [sys.executable, "-c"]
        order = [*python, "from tests.harness.sleeping import sleep; sleep.delay(5)"]
        command = ["celery", "--app=tests.harness.sleeping:app", "worker", *WORDS]
        with log.open("w") as out:
            worker = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=CHECKOUT,
                env=environment,
                stdout=out,
                stderr=out,
            )
        try:
            assert _heard(log, "ready.")
            subprocess.run(order, cwd=CHECKOUT, env=environment, check=True)
            assert _heard(log, "] received")
            stack.servers[0].process.kill()
            stack.servers[0].process.wait()
            assert _heard(log, "Connection to broker lost")
            assert _heard(log, "Trying again")
            assert "Unrecoverable" not in log.read_text()
            assert worker.poll() is None
        finally:
            worker.kill()
            worker.wait()


class Gone:
    """A connection whose close fails as kombu's does with a job unacknowledged, now and then."""

    connection_errors = channel_errors = ()
    transport = None

    def collect(self, **_words: object) -> None:
        """Nothing is left to collect."""

    def close(self) -> None:
        raise AttributeError("'NoneType' object has no attribute 'hostname'")


def test_what_cannot_be_given_back_does_not_end_it() -> None:
    consumer = LastingConsumer.__new__(LastingConsumer)
    consumer.app, consumer.connection = app, cast("Any", Gone())
    consumer.on_connection_error_after_connected(ConnectionError("gone"))
    assert consumer.connection is None
