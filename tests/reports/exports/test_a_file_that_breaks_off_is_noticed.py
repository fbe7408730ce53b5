"""A real gunicorn, a real client, and a database that dies in the middle of a long csv."""

import csv
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from pathlib import Path

import pytest
from django.db import connection

from accounts.domain.tokens import issue_token
from accounts.models import User
from tasks.models import Instrument
from tests import factories as make
from tests.harness.mail import free_port
from tests.harness.services import CHECKOUT

pytestmark = pytest.mark.django_db(transaction=True)
MANY, LONG = 2_500, 4_000  # far more than fits into the buffers between server and client
PATIENCE = 60  # seconds
CSV = "/api/v1/exports/instruments/csv/"


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Port and process of a web server on this test's database, as `make run` starts it."""
    port = free_port()
    # A file that nobody reads any more is not waited for.
    options = ["--worker-class=gthread", "--threads=2", "--no-control-socket"]
    options += ["--graceful-timeout=3"]
    command = [sys.executable, "-m", "gunicorn", "tracker.wsgi:application", *options]
    with (tmp_path / "web.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, f"--bind=127.0.0.1:{port}"], cwd=CHECKOUT, stdout=log, stderr=log
        )
        try:
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture
def reader() -> User:
    """Of more instruments than can be under way."""
    issuer = make.ministry()
    first = make.InstrumentFactory.create(issuer=issuer)
    title = "x" * LONG
    words = {"kind": first.kind, "issuer": issuer, "issued_on": first.issued_on, "title": title}
    Instrument.objects.bulk_create(Instrument(number=f"{n}/QĐ-THU", **words) for n in range(MANY))
    return make.UserFactory.create()


@contextmanager
def begun(port: int, reader: User, *, version: int = 11) -> Iterator[HTTPResponse]:
    """The answer, of which nothing has been read but its head."""
    told = {"Authorization": f"Bearer {issue_token(reader)}", "Accept-Language": "en"}
    client = HTTPConnection("127.0.0.1", port)
    client._http_vsn = version  # type: ignore[attr-defined]  # as old proxies ask
    client._http_vsn_str = f"HTTP/1.{version % 10}"  # type: ignore[attr-defined]
    with closing(client), closing(_connected(port)) as client.sock:
        client.request("GET", CSV, headers=told)
        with client.getresponse() as answer:
            yield answer


def _connected(port: int) -> socket.socket:
    for _ in range(PATIENCE * 4):
        reading = socket.socket()
        reading.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        try:
            reading.connect(("127.0.0.1", port))
        except ConnectionRefusedError:
            reading.close()
            time.sleep(0.25)
        else:
            return reading
    raise AssertionError("no web server")


def kill_the_connection() -> None:
    """Of the web server, in the midst of its cursor."""
    for _ in range(PATIENCE * 4):
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = current_database() AND query LIKE 'FETCH%'"""
            )
            if cursor.fetchall():
                return
        time.sleep(0.25)
    raise AssertionError("nobody reads")


def lines_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_a_long_file(web: tuple[int, int], reader: User) -> None:
    port, process = web
    with begun(port, reader) as answer:
        is_whole(answer.read())
    with begun(port, reader) as answer:
        start = answer.read(1_000)
        kill_the_connection()
        with pytest.raises(IncompleteRead) as broken:
            answer.read()
        says_that_it_broke_off(start + broken.value.partial)
    with begun(port, reader, version=10) as answer:
        # HTTP/1.0 ends an answer by closing the connection, whole or not: the file alone tells.
        start = answer.read(1_000)
        kill_the_connection()
        says_that_it_broke_off(start + answer.read())
    with begun(port, reader) as answer:
        answer.read(1_000)
        for worker in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            os.kill(int(worker), signal.SIGKILL)
        with pytest.raises((IncompleteRead, ConnectionError)):
            answer.read()


def is_whole(content: bytes) -> None:
    found = lines_of(content)
    assert len(found) == MANY + 1
    assert found[-1]["rows"] == str(MANY + 1)
    assert {line["rows"] for line in found[:-1]} == {""}


def says_that_it_broke_off(content: bytes) -> None:
    found = lines_of(content)
    sent = len(found) - 1
    assert 0 < sent < MANY
    assert found[-1]["Number"] == f"NOT COMPLETE: this file breaks off after {sent} lines."
    assert {line["rows"] for line in found} == {""}


@pytest.mark.django_db
def test_what_fails_before_the_first_line_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.harness.api import as_

    make.InstrumentFactory.create()

    def fails(*_: object) -> Callable[[], object]:
        raise RuntimeError

    monkeypatch.setattr("reports.interfaces.exports.records.InstrumentKind", fails)
    client = as_(make.UserFactory.create())
    client.raise_request_exception = False
    assert client.get(CSV).status_code == 500
