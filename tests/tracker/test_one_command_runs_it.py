"""`make run`: everything up, one block that says where; Ctrl-C, and nothing is left."""

import json
import os
import signal
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest

from tests.harness.stack import Run, run, wait_for
from tracker.embedded import addresses


def _organisations(home: Path) -> int:
    with psycopg.connect(addresses(home).migrate_database_url) as connection:
        row = connection.execute("SELECT count(*) FROM accounts_organisation").fetchone()
    assert row
    return int(row[0])


def _everything_lives(started: Run) -> bool:
    with urlopen(f"http://127.0.0.1:{started.port}/health/") as answer:
        return set(json.load(answer).values()) == {"ok"}


@pytest.mark.long
def test_it_runs_and_stops(tmp_path: Path) -> None:
    """That killed servers come up again with their data is tested of the servers alone; of the
    whole in the long form below."""
    home = tmp_path / "a home with spaces"
    with run(home) as started:
        started.wait_until_ready()
        assert _everything_lives(started)
        assert _organisations(home) > 0
        started.process.send_signal(signal.SIGINT)
        assert started.ended() == 0
        assert started.left() == []


@pytest.mark.prove
def test_it_recovers_with_its_data(tmp_path: Path) -> None:
    home = tmp_path / "a home with spaces"
    with run(home) as first:
        first.wait_until_ready()
        assert _everything_lives(first)
        loaded = _organisations(home)
        assert loaded > 0
        first.kill_everything()
    # The number in the pid file now belongs to somebody else: to this very process.
    (home / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{home / 'postgres'}\n")
    with run(home) as second:
        second.wait_until_ready()
        assert _everything_lives(second)
        assert _organisations(home) == loaded
        second.process.send_signal(signal.SIGINT)
        assert second.ended() == 0
        assert second.left() == []


@pytest.mark.prove
def test_a_demo_shows_who_may_sign_in_and_ends_on_sigterm(tmp_path: Path) -> None:
    with run(tmp_path / "home", DEMO="1") as started:
        started.wait_until_ready()
        assert "illustrative data, not official figures" in started.said()
        assert "secretary" in started.said()
        started.process.send_signal(signal.SIGTERM)
        assert started.ended() == 0
        assert started.left() == []


@pytest.mark.prove
@pytest.mark.parametrize(
    "part", ["gunicorn", "celery worker", "maker", "beat", "sink", "postgres", "valkey"]
)
def test_a_part_that_dies_stops_the_rest_and_is_named(tmp_path: Path, part: str) -> None:
    names = {"gunicorn": "web", "celery worker": "worker", "sink": "mail"} | {
        "postgres": "PostgreSQL",
        "valkey": "Valkey",
    }
    commands = {
        "celery worker": "worker --loglevel=INFO --concurrency=2",
        "maker": "--queues=jobs",
        "beat": "celery:app beat",
    }
    with run(tmp_path / "home") as started:
        started.wait_until_ready()
        started.named(commands.get(part, part)).kill()
        assert started.ended() == 1
        last = started.said().strip().splitlines()[-1]
        assert f"because {names.get(part, part)} died (killed by SIGKILL)" in last
        assert started.left() == []


@pytest.mark.prove
def test_nothing_outlives_a_killed_runner(tmp_path: Path) -> None:
    with run(tmp_path / "home") as started:
        started.wait_until_ready()
        started.process.kill()
        started.process.wait()
        wait_for(lambda: not started.left(), 20, lambda: str(started.left()))


@pytest.mark.prove
def test_two_copies_run_side_by_side(tmp_path: Path) -> None:
    with run(tmp_path / "one") as one, run(tmp_path / "two") as two:
        one.wait_until_ready()
        two.wait_until_ready()
        assert _everything_lives(one)
        assert _everything_lives(two)
