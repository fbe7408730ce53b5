"""Whatever state a killed stack leaves behind, the next start brings the servers up."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from tests.harness.services import CHECKOUT
from tests.harness.stack import wait_for
from tracker.embedded import Addresses, HomeInUse, addresses, start
from tracker.embedded.account import account_for
from tracker.embedded.addresses import socket_folder
from tracker.embedded.postgres import Postgres
from tracker.embedded.sockets import removed


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "a home with spaces"


def _remember(urls: Addresses) -> None:
    with psycopg.connect(urls.migrate_database_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")


def _remembers(urls: Addresses) -> bool:
    with psycopg.connect(urls.migrate_database_url) as connection:
        return connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def _servers_of(home: Path) -> list[psutil.Process]:
    found = psutil.process_iter(["cwd", "status"])
    return [
        process
        for process in found
        if str(process.info["cwd"]).startswith(str(home))
        and process.info["status"] != psutil.STATUS_ZOMBIE
    ]


def test_the_roles_have_the_rights_they_need_and_no_more(home: Path) -> None:
    with start(home, durable=False) as stack:
        urls = stack.addresses
        with psycopg.connect(urls.migrate_database_url) as owner:
            owner.execute("CREATE EXTENSION pg_trgm")
            assert owner.execute("SHOW listen_addresses").fetchone() == ("",)
            assert owner.execute("SHOW is_superuser").fetchone() == ("off",)
        with (
            psycopg.connect(urls.database_url) as application,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            application.execute("CREATE TABLE mine ()")
        with redis.Redis.from_url(urls.redis_url) as broker:
            assert broker.config_get("appendonly")["appendonly"] == "yes"
            assert broker.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction"
    assert _servers_of(home) == []
    assert stat_of(home / "credentials") == 0o600


def stat_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_pid_file_that_names_somebody_else(home: Path) -> None:
    with start(home) as stack:
        _remember(stack.addresses)
        for server in stack.servers:
            server.process.kill()
            server.process.wait()
        assert "PostgreSQL died (killed by SIGKILL)" in (stack.fallen() or "")
    (home / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    with start(home) as stack:
        assert _remembers(stack.addresses)


def test_a_server_left_running(home: Path) -> None:
    with start(home, valkey=False, durable=False) as stack:
        _remember(stack.addresses)
        server = stack.servers[0]
        assert isinstance(server, Postgres)
        program = server.programs / "postgres"
    account = account_for(home / "postgres")
    left = subprocess.Popen(
        [program, "-D", "/proc/self/cwd", "-k", "/tmp", "-p", "54329", "-h", ""],  # noqa: S108
        cwd=home / "postgres",
        user=account.uid if account.is_other else None,
        stderr=subprocess.DEVNULL,
    )
    wait_for((home / "postgres" / "postmaster.pid").exists, 10)
    with start(home, valkey=False, durable=False) as stack:
        assert left.poll() is not None
        assert _remembers(stack.addresses)


def test_files_half_written(home: Path) -> None:
    (home / "postgres.new" / "base").mkdir(parents=True)
    (home / "credentials").write_text('{"key": "')
    with start(home, durable=False) as stack:
        _remember(stack.addresses)
    (home / "credentials").write_text("")
    with start(home, durable=False) as stack:
        assert _remembers(stack.addresses)


def test_a_queue_that_cannot_be_read_is_put_aside(home: Path) -> None:
    with start(home, postgres=False) as stack, redis.Redis.from_url(stack.addresses.redis_url) as b:
        b.set("key", "value")
    for part in (home / "valkey" / "appendonlydir").glob("*.aof"):
        part.write_bytes(b"*1\r\n$3\r\nnonsense" + part.read_bytes())
    with start(home, postgres=False) as stack, redis.Redis.from_url(stack.addresses.redis_url) as b:
        assert b.get("key") is None
    assert len(list(home.glob("valkey.damaged-*"))) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a dead parent's children")
def test_nothing_outlives_a_killed_parent(home: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-m", "tracker.embedded", home],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout
    assert any("EMAIL_URL" in line for line in parent.stdout)
    assert len(_servers_of(home)) > 1
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    wait_for(lambda: not _servers_of(home), 20)
    removed(socket_folder(home))


def test_one_home_holds_one_stack(home: Path) -> None:
    with (
        start(home, postgres=False, valkey=False),
        pytest.raises(HomeInUse, match=f"process {os.getpid()}"),
        start(home),
    ):
        pass


def test_a_copied_home_has_its_own_sockets(home: Path, tmp_path: Path) -> None:
    first = addresses(home)
    assert addresses(home) == first
    copy = tmp_path / "copy"
    shutil.copytree(home, copy)
    assert addresses(copy).redis_url != first.redis_url
    assert len(addresses(copy).redis_url) < 100
