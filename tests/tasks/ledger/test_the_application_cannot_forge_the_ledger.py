"""Over a raw connection the application can read heads and seals, ask for a seal, and no more.

What it tries on the events themselves is in test_history_is_out_of_the_applications_reach.
"""

from collections.abc import Iterator
from typing import TypeAlias

import psycopg
import pytest
from django.db import connection

from tests.factories import draft
from tests.tasks.ledger.tampering import said

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
RAW: TypeAlias = "psycopg.Connection[tuple[object, ...]]"

FORBIDDEN = {
    "insert a head": "INSERT INTO tasks_taskchain VALUES (1, 9, '')",
    "change a head": "UPDATE tasks_taskchain SET digest = ''",
    "delete a head": "DELETE FROM tasks_taskchain",
    "truncate the heads": "TRUNCATE tasks_taskchain",
    "hold a head": "SELECT * FROM tasks_taskchain FOR UPDATE",
    "insert a seal": "INSERT INTO tasks_seal (number, payload, digest) VALUES (9, '', '')",
    "change a seal": "UPDATE tasks_seal SET payload = ''",
    "delete a seal": "DELETE FROM tasks_seal",
    "truncate the seals": "TRUNCATE tasks_seal",
    "hold the seals": "BEGIN; LOCK TABLE tasks_seal IN SHARE MODE",
    "insert an event": "INSERT INTO tasks_taskevent (task_id, payload, digest) VALUES (1, '', '')",
    "change a text": "UPDATE tasks_taskevent SET payload = ''",
    "truncate all": "TRUNCATE tasks_task, tasks_taskevent, tasks_taskchain, tasks_seal CASCADE",
    "stop the triggers": "SET session_replication_role = replica",
    "disable triggers on events": "ALTER TABLE tasks_taskevent DISABLE TRIGGER ALL",
    "disable triggers on heads": "ALTER TABLE tasks_taskchain DISABLE TRIGGER ALL",
    "disable triggers on seals": "ALTER TABLE tasks_seal DISABLE TRIGGER ALL",
    "replace the sealing": "CREATE OR REPLACE FUNCTION public.tracker_seal() RETURNS bigint"
    " LANGUAGE sql AS 'SELECT 1::bigint'",
    "alter the sealing": "ALTER FUNCTION tracker_seal() RESET ALL",
    "seal with its own rights": "ALTER FUNCTION tracker_seal() SECURITY INVOKER",
    "replace the chaining": "CREATE OR REPLACE FUNCTION public.{chaining}() RETURNS trigger"
    " LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "borrow the chaining": "CREATE TEMP TABLE mine (LIKE tasks_taskevent);"
    " CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION {chaining}()",
    "reset the numbers": "SELECT setval('tasks_taskevent_id_seq', 1)",
    "become the owner": "SET SESSION AUTHORIZATION {owner}",
    "copy events in": "COPY tasks_taskevent (task_id) FROM STDIN",
    "copy seals in": "COPY tasks_seal FROM STDIN",
}
NAMES = """
    SELECT (SELECT proname FROM pg_proc WHERE proname LIKE 'pgtrigger\\_event\\_chained\\_%'),
        (SELECT tableowner FROM pg_tables WHERE tablename = 'tasks_taskevent')
"""


@pytest.fixture
def raw() -> Iterator[RAW]:
    """The application's role, without Django."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as opened:
        yield opened


def test_what_it_tries_is_not_permitted(raw: RAW) -> None:
    """In one test, for each needs a history that is really committed."""
    draft()
    chaining, owner = raw.execute(NAMES).fetchone() or ("", "")
    for statement in FORBIDDEN.values():
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(statement.format(chaining=chaining, owner=owner))
        raw.rollback()
    assert raw.execute("SELECT count(*) FROM tasks_taskchain").fetchone() == (1,)
    assert said() == ""


IN_FRONT = {
    "pgtrigger's ignore": "SELECT set_config('pgtrigger.ignore', '{tasks_taskevent:event_chained,"
    "tasks.TaskEvent:event_chained,tasks.TaskEvent:event_append_only}', false)",
    "a head of its own": "CREATE TEMP TABLE tasks_taskchain (task_id bigint PRIMARY KEY,"
    " revision int, digest bytea)",
    "seals of its own": "CREATE TEMP TABLE tasks_seal AS TABLE tasks_seal",
    "a clock of its own": "CREATE FUNCTION pg_temp.tracker_now() RETURNS timestamptz LANGUAGE sql"
    " AS $$ SELECT '2020-01-01'::timestamptz $$",
    "a digest of its own": "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql"
    " AS $$ SELECT ''::bytea $$",
    "its own schema first": "SET search_path = pg_temp, public, pg_catalog",
    "another time zone": "SET timezone = 'Pacific/Kiritimati'",
    "another style of dates": "SET datestyle = 'German, DMY'",
    "escaped bytes": "SET bytea_output = 'escape'",
}


def test_what_it_puts_in_front_changes_nothing(raw: RAW) -> None:
    task = draft()
    for statement in IN_FRONT.values():
        raw.execute(statement)
    raw.execute("UPDATE public.tasks_task SET title = 'Khác'")
    assert raw.execute("SELECT public.tracker_seal()").fetchone() == (1,)
    last = task.events.latest("revision")
    assert (last.revision, last.title, last.act_by) == (2, "Khác", None)
    assert (last.recorded_at - task.events.get(revision=1).recorded_at).total_seconds() < 60
    assert raw.execute("SELECT number, count FROM public.tasks_seal").fetchall() == [(1, 2)]
    assert said() == ""


def test_it_can_have_today_sealed_once_and_no_more(raw: RAW) -> None:
    draft()
    for _ in range(3):
        raw.execute("SELECT tracker_seal()")
    assert raw.execute("SELECT count(*) FROM tasks_seal").fetchone() == (1,)
