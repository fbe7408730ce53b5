"""The application's role can read history; it can neither write it nor stop the database."""

import pytest
from django.db import Error, ProgrammingError, connection, transaction

from tasks.models import Task, TaskEvent
from tests.accounts.inventory import as_owner, refused_by
from tests.factories import draft

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

TRIGGER_AND_OWNER = """
    SELECT tgname, pg_get_userbyid(relowner)
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE tgname LIKE 'pgtrigger\\_task\\_history\\_change%'
"""
FORBIDDEN = {
    "insert": "INSERT INTO tasks_taskevent (task_id, revision) VALUES (1, 99)",
    "update": "UPDATE tasks_taskevent SET title = 'Khác'",
    "update the moment": "UPDATE tasks_taskevent SET recorded_at = '2020-01-01'",
    "delete": "DELETE FROM tasks_taskevent",
    "truncate": "TRUNCATE tasks_taskevent",
    "truncate everything": "TRUNCATE tasks_task CASCADE",
    "delete the task": "DELETE FROM tasks_task",
    "copy": "COPY tasks_taskevent FROM '/dev/null'",
    "merge": "MERGE INTO tasks_taskevent e USING tasks_task t ON e.task_id = t.id"
    " WHEN MATCHED THEN UPDATE SET title = 'Khác'",
    "replica role": "SET session_replication_role = replica",
    "replica role by function": "SELECT set_config('session_replication_role', 'replica', false)",
    "disable triggers": "ALTER TABLE tasks_task DISABLE TRIGGER USER",
    "drop a trigger": "DROP TRIGGER {trigger} ON tasks_task",
    "add a trigger": "CREATE TRIGGER mine BEFORE INSERT ON tasks_taskevent"
    " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "add a rule": "CREATE RULE mine AS ON INSERT TO tasks_taskevent DO INSTEAD NOTHING",
    "replace its function": "CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger"
    " LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "drop its function": "DROP FUNCTION {trigger}() CASCADE",
    "alter its function": "ALTER FUNCTION {trigger}() RESET search_path",
    "replace the clock": "CREATE OR REPLACE FUNCTION tracker_now() RETURNS timestamptz"
    " LANGUAGE sql AS 'SELECT now()'",
    "add a function": "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "add a schema": "CREATE SCHEMA mine",
    "drop the history": "DROP TABLE tasks_taskevent",
    "add a column": "ALTER TABLE tasks_taskevent ADD note text",
    "drop a constraint": "ALTER TABLE tasks_task DROP CONSTRAINT task_status_known",
    "own the history": "ALTER TABLE tasks_taskevent OWNER TO CURRENT_USER",
    "become the owner": "SET ROLE {owner}",
    "become a superuser": "ALTER ROLE CURRENT_USER SUPERUSER",
    "reset the numbering": "SELECT setval('tasks_taskevent_id_seq', 1)",
    "let the database forge it": "CREATE TEMP TABLE forged (LIKE tasks_task);"
    " CREATE TRIGGER forge AFTER UPDATE ON forged REFERENCING NEW TABLE AS changed"
    " FOR EACH STATEMENT EXECUTE FUNCTION {trigger}()",
    "run a program": "COPY tasks_taskevent TO PROGRAM 'true'",
}


@pytest.mark.parametrize("way", FORBIDDEN)
def test_the_application_cannot(way: str) -> None:
    draft()
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER_AND_OWNER)
        trigger, owner = cursor.fetchone()
        with pytest.raises(ProgrammingError) as refused:
            cursor.execute(FORBIDDEN[way].format(trigger=trigger, owner=owner))
    assert getattr(refused.value.__cause__, "sqlstate", "") == "42501"  # insufficient_privilege


SKIPS = {
    "pgtrigger's ignore": "SELECT set_config('pgtrigger.ignore',"
    " '{tasks_task:pgtrigger_task_history_change,tasks.Task:task_history_change}', false)",
    "a table of its own in front": "CREATE TEMP TABLE tasks_taskevent AS TABLE tasks_taskevent",
    "a search path of its own": "CREATE TEMP TABLE tasks_taskevent AS TABLE tasks_taskevent;"
    " SET LOCAL search_path = pg_temp, public",
    "a grant to itself": "GRANT ALL ON tasks_taskevent TO CURRENT_USER",
    "another time zone": "SET LOCAL timezone = 'Pacific/Kiritimati'",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("way", SKIPS)
def test_history_is_written_in_spite_of(way: str) -> None:
    task = draft()
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(SKIPS[way])
        except Error:
            pass  # refused, all the better
        cursor.execute("UPDATE tasks_task SET title = 'Khác'")
        cursor.execute("SELECT title FROM public.tasks_taskevent ORDER BY revision")
        assert cursor.fetchall() == [(task.title,), ("Khác",)]
        cursor.execute("RESET pgtrigger.ignore" if "pgtrigger" in way else "SELECT 1")


@pytest.mark.parametrize("change", ["update", "delete"])
def test_even_the_owner_cannot_without_switching_the_trigger_off(change: str) -> None:
    with as_owner():
        draft()
        with refused_by("event_append_only"):
            events = TaskEvent.objects.all()
            events.update(title="Khác") if change == "update" else events._raw_delete("default")


def test_no_guards_function_is_the_callers_to_use_or_to_bend() -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT proname FROM pg_proc JOIN pg_trigger ON tgfoid = pg_proc.oid
            WHERE NOT tgisinternal AND tgname LIKE 'pgtrigger_%'
              AND (NOT prosecdef
                   OR proconfig <> ARRAY['search_path=pg_catalog, public, pg_temp']
                   OR has_function_privilege(current_user, pg_proc.oid, 'EXECUTE')
                   OR prosrc LIKE '%pgtrigger.ignore%')
        """)
        assert cursor.fetchall() == []


def test_the_moment_is_not_the_applications_to_choose() -> None:
    task = draft()
    assert "recorded_at" not in {field.name for field in Task._meta.fields}
    before = task.events.get().recorded_at
    Task.objects.update(act_on="2020-01-01", revision=2)
    assert task.events.latest("revision").recorded_at > before
