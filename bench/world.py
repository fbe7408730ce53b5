"""A database of N tasks with their history, for benchmarks: written by SQL, the same each time.

Tasks are spread over 56 organisations, 2 programmes, 20 instruments and some 300 days: 60 % are
completed (a fifth of them late), 30 % open and in time, 10 % overdue; each seventh was extended,
each twentieth lacks a clarity, each twentieth has changed its lead. Each has four to six events.
Events are written without their sealed text: what is measured here does not read it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

CHECKOUT = Path(__file__).parents[1]
TODAY = "2025-11-17"
ORGANISATIONS = 56
# A ministry, and organisations that are its units where a benchmark places them below it.
HOUSE = ("O7", *(f"O{n}" for n in range(20, 27)))
Owner = psycopg.Connection[tuple[object, ...]]

BASE = f"""
    INSERT INTO tracker_clock (id, lead)
    VALUES (1, '{{today}}T08:00:00+07:00'::timestamptz - clock_timestamp());
    INSERT INTO accounts_organisation (code, name, name_en, kind, block, alive_from)
    SELECT 'O' || n, 'Bộ ' || n, 'Ministry ' || n, 'ministry',
           (ARRAY['ministries', 'localities', 'other'])[1 + n % 3], '2020-01-01'
    FROM generate_series(1, {ORGANISATIONS}) AS n;
    INSERT INTO tasks_programme (code, name, name_en, owner_id)
    SELECT 'P' || n, 'Chương trình ' || n, 'Programme ' || n, o.id
    FROM generate_series(1, 2) AS n JOIN accounts_organisation o ON o.code = 'O' || n;
    INSERT INTO tasks_instrument (kind, number, title, issuer_id, issued_on, source_url)
    SELECT 'resolution', n || '/NQ-CP', 'Nghị quyết ' || n, o.id, '2024-12-01', ''
    FROM generate_series(1, 20) AS n JOIN accounts_organisation o ON o.code = 'O1';
    INSERT INTO tasks_clause (instrument_id, number, text, position)
    SELECT id, '1', 'Xây dựng cơ sở dữ liệu', 0 FROM tasks_instrument;
    INSERT INTO accounts_user
        (username, password, full_name, email, is_superuser, is_staff, is_active, date_joined,
         language)
    VALUES ('bench', '', 'Nguyễn Văn A', '', false, false, true, now(), 'vi');
"""

# What is drawn of each task. hashint4 is the same on every machine of a kind, and spreads well.
DRAWN = f"""
    CREATE TABLE drawn AS
    WITH lots AS (
        SELECT n, abs(hashint4(n)) AS a, abs(hashint4(n + 1000003)) AS b,
               abs(hashint4(n + 2000003)) AS c, abs(hashint4(n + 3000017)) AS d
        FROM generate_series(1, {{tasks}}) AS n
    ), kinds AS (
        SELECT *, CASE WHEN a % 10 < 6 THEN 'completed' WHEN a % 10 < 9 THEN 'open'
                       ELSE 'overdue' END AS kind
        FROM lots
    ), dues AS (
        SELECT *, CASE kind WHEN 'open' THEN date '{TODAY}' + b % 180
                            ELSE date '{TODAY}' - 1 - b % 240 END AS due
        FROM kinds
    ), given AS (
        SELECT *, least(due - 30 - c % 60, date '{TODAY}' - 12) AS given FROM dues
    )
    SELECT *, CASE WHEN kind <> 'completed' THEN NULL
                   WHEN d % 5 = 0 THEN least(due + 1 + c % 20, date '{TODAY}')
                   ELSE due - d % 20 END AS completed,
           (SELECT min(id) FROM accounts_organisation) + a % {ORGANISATIONS} AS lead,
           (SELECT min(id) FROM tasks_programme) + b % 2 AS programme,
           (SELECT min(id) FROM tasks_clause) + c % 20 AS clause,
           b % 7 = 0 AS extended, c % 20 = 0 AS unclear, d % 20 = 0 AS moved
    FROM given
"""

# The stages of each task's life, one row and one event each: what is the case after the act.
STAGES = f"""
    CREATE TABLE stages AS
    SELECT n, stage.*, programme, clause, number >= 4 AND extended AS given_more, due, given,
           CASE WHEN number >= 4 AND moved THEN ARRAY[lead, other] ELSE ARRAY[lead] END AS leads,
           CASE WHEN number >= 4 AND moved THEN ARRAY[given, given + 8] ELSE ARRAY[given] END
               AS lead_from, CASE WHEN unclear THEN 'person' ELSE '' END AS gaps, extended,
           number = CASE WHEN completed IS NULL THEN 4 ELSE 6 END AS is_last
    FROM (SELECT *, lead + CASE WHEN a % {ORGANISATIONS} = 0 THEN 1 ELSE -1 END AS other,
                 CASE WHEN d % 10 = 1 AND completed IS NULL
                      THEN ARRAY['assigned'] ELSE ARRAY['assigned', 'in_progress'] END AS work,
                 CASE WHEN d % 10 = 1 AND completed IS NULL
                      THEN ARRAY[given] ELSE ARRAY[given, given + 3] END AS work_from
          FROM drawn) AS drawn,
    LATERAL (VALUES
        (1, 'draft', given - 1, given - 1, 'draft', '{{}}'::text[], '{{}}'::date[], 0),
        (2, 'assign', given, given, 'assigned', ARRAY['assigned'], ARRAY[given], 0),
        (3, 'progress', given + 3, given + 3, work[cardinality(work)], work, work_from, 20),
        (4, 'progress', given + 8, given + 8 + a % 3, work[cardinality(work)], work, work_from, 50),
        (5, 'submit', completed, least(completed + b % 4, date '{TODAY}'), 'submitted',
            work || 'submitted'::text, work_from || completed, 50),
        (6, 'accept', completed, least(completed + 4 + c % 4, date '{TODAY}'), 'completed',
            work || 'completed'::text, work_from || completed, 100)
    ) AS stage(number, act, act_on, recorded_on, status, phases, phase_from, percent)
    WHERE number < 5 OR completed IS NOT NULL
"""
NAMES = """programme_id, clause_id, is_group, title, is_regular, rhythm, deadline_text, parts,
    deliverable_kind, deliverable_measure, act_by_id, act_note, act_late_reason, act_detail,
    lead_id, leads, lead_from, deadlines, deadline_from, gap_steps, gap_from,
    status, phases, phase_from, percent, revision, act, act_on, code"""
VALUES = """programme, clause, false, 'Ban hành nghị định về dữ liệu số ' || n, false, '',
    '31/12/2025', '[]'::jsonb, 'decree', '', (SELECT min(id) FROM accounts_user), '', '',
    '{}'::jsonb, leads[cardinality(leads)], leads, lead_from,
    CASE WHEN given_more THEN ARRAY[due - 15, due]
         WHEN extended THEN ARRAY[due - 15] ELSE ARRAY[due] END,
    CASE WHEN given_more THEN ARRAY[given, given + 6] ELSE ARRAY[given] END,
    ARRAY[gaps], ARRAY[given], status, phases, phase_from, percent, number, act, act_on,
    'NV-' || n"""
WRITTEN = f"""
    INSERT INTO tasks_task ({NAMES}, joined)
    SELECT {VALUES}, '{{}}' FROM stages WHERE is_last;
    INSERT INTO tasks_taskevent ({NAMES}, task_id, recorded_at, recorded_by, xid, payload, digest)
    SELECT {VALUES}, task.id, recorded_on + time '10:00' AT TIME ZONE 'Asia/Ho_Chi_Minh', 'bench',
           0, '', ''
    FROM stages JOIN (SELECT id, code AS named FROM tasks_task) AS task ON named = 'NV-' || n;
    INSERT INTO tasks_taskchain (task_id, revision, digest) SELECT id, revision, '' FROM tasks_task;
    DROP TABLE stages, drawn;
"""


@contextmanager
def database(home: Path) -> Iterator[Owner]:
    """The owner's connection to a migrated database in `home`; its server stops at the end."""
    from tracker.embedded import start

    with start(home, valkey=False, durable=False) as stack:
        os.environ |= {
            "TRACKER_HOME": str(home),
            "DATABASE_URL": stack.addresses.database_url,
            "MIGRATE_DATABASE_URL": stack.addresses.migrate_database_url,
        }
        os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
        manage("prepare")
        import django

        django.setup()
        with psycopg.connect(stack.addresses.migrate_database_url, autocommit=True) as owner:
            yield owner


def manage(*words: str) -> None:
    """Raises CalledProcessError when the command fails."""
    subprocess.run([sys.executable, CHECKOUT / "manage.py", *words], check=True)


def fill(owner: Owner, tasks: int) -> None:
    """Write so many tasks with their history into an empty database; one that has tasks is kept."""
    if owner.execute("SELECT EXISTS (SELECT FROM tasks_task)").fetchone() == (True,):
        return
    begin(owner)
    with unguarded(owner), unindexed(owner):
        owner.execute(DRAWN.replace("{tasks}", str(tasks)))
        owner.execute(STAGES)
        for statement in WRITTEN.split(";"):
            owner.execute(statement)
    owner.execute("VACUUM ANALYZE")


def begin(owner: Owner, today: str = TODAY) -> None:
    """Organisations, programmes, instruments, a user; and the clock, which stands at 8 o'clock."""
    for statement in BASE.replace("{today}", today).split(";"):
        owner.execute(statement)


@contextmanager
def unguarded(owner: Owner) -> Iterator[None]:
    """While this lasts no trigger of tasks and history runs."""
    tables = ("tasks_task", "tasks_taskevent", "tasks_taskchain")
    for table in tables:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@contextmanager
def unindexed(owner: Owner) -> Iterator[None]:
    """While this lasts tasks and history have no index but those of constraints."""
    indexes = owner.execute(
        "SELECT indexname, indexdef FROM pg_indexes"
        " WHERE tablename IN ('tasks_task', 'tasks_taskevent')"
        " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)"
    ).fetchall()
    owner.execute("SET maintenance_work_mem = '1GB'")
    for name, _definition in indexes:
        owner.execute(f"DROP INDEX {name}")
    yield
    for _name, definition in indexes:
        owner.execute(str(definition))


def timed(said: str, do: Callable[[], object]) -> float:
    """Seconds that `do` took, printed with what it was."""
    began = time.monotonic()
    do()
    seconds = time.monotonic() - began
    print(f"{said} in {seconds:.1f} s", flush=True)
    return seconds
