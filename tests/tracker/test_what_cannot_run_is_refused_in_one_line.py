"""A wrong environment: one clear line, a non-zero exit, and nothing made."""

import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.harness.stack import run
from tracker.embedded import StackError, start
from tracker.run import preflight
from tracker.run.plan import plan
from tracker.run.preflight import check

NOWHERE = "postgresql://somebody@127.0.0.1:1/nothing"


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def _refusal(environment: Mapping[str, str]) -> str:
    with pytest.raises(StackError) as refused:
        check(plan(environment))
    said = str(refused.value)
    assert "\n" not in said
    return said


def test_a_taken_port_and_nothing_is_made(tmp_path: Path, taken: int) -> None:
    home = tmp_path / "home"
    with run(home, PORT=str(taken)) as refused:
        assert refused.ended() == 1
        said = refused.said().strip().splitlines()
    assert said == [
        f"Port {taken} cannot be used (Address already in use); choose another: make run PORT=8001"
    ]
    assert not home.exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / "file" / "home"
    with pytest.raises(StackError, match=f"Cannot write to the folder {home}: Not"), start(home):
        pass


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "８０"])
def test_a_port_that_is_none(port: str) -> None:
    assert "PORT is" in _refusal({"PORT": port})


@pytest.mark.parametrize("moment", ["yesterday", "2025-11-17", "2025-11-17T07:00:00"])
def test_a_start_that_is_no_moment(moment: str) -> None:
    assert "TRACKER_NOW is" in _refusal({"TRACKER_NOW": moment})


@pytest.mark.parametrize("given", ["DATABASE_URL", "MIGRATE_DATABASE_URL"])
def test_one_database_url_without_the_other(given: str) -> None:
    assert "or neither" in _refusal({given: NOWHERE})


def test_a_database_that_does_not_answer() -> None:
    said = _refusal({"DATABASE_URL": NOWHERE, "MIGRATE_DATABASE_URL": NOWHERE, "PORT": "1025"})
    assert said.startswith("DATABASE_URL: ")


def test_a_url_of_another_database_product() -> None:
    secret = {"DATABASE_URL": "mysql://me:secret@host/x", "MIGRATE_DATABASE_URL": "mysql://x/y"}
    said = _refusal(secret)
    assert said == "DATABASE_URL must begin with postgresql://"


def test_the_application_as_the_owner() -> None:
    owner = os.environ["TEST_MIGRATE_DATABASE_URL"]
    said = _refusal({"DATABASE_URL": owner, "MIGRATE_DATABASE_URL": owner})
    assert "must not own its history" in said


def test_two_different_databases() -> None:
    application = os.environ["TEST_DATABASE_URL"]
    other = urlsplit(os.environ["TEST_MIGRATE_DATABASE_URL"])._replace(path="/postgres").geturl()
    said = _refusal({"DATABASE_URL": application, "MIGRATE_DATABASE_URL": other})
    assert "different databases" in said


def test_a_broker_that_does_not_answer() -> None:
    assert _refusal({"REDIS_URL": "redis://127.0.0.1:1"}).startswith("REDIS_URL: ")


def test_a_home_that_is_in_use(tmp_path: Path) -> None:
    with start(tmp_path / "home", postgres=False, valkey=False):
        assert "Already running in" in _refusal({"TRACKER_HOME": str(tmp_path / "home")})


def test_servers_that_are_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real servers of this run, held against a minimum they cannot meet."""
    monkeypatch.setattr(preflight, "LEAST_POSTGRES", 99)
    monkeypatch.setattr(preflight, "LEAST_REDIS", 99)
    urls = {name: os.environ[f"TEST_{name}"] for name in ("DATABASE_URL", "MIGRATE_DATABASE_URL")}
    assert "is too old; 99 or newer is needed" in _refusal(urls)
    assert "is too old; 99 is needed" in _refusal({"REDIS_URL": os.environ["TEST_REDIS_URL"]})
