import pytest
from django.db import connection

from tracker.grants import rights_by_table

pytestmark = pytest.mark.django_db

TABLE_RIGHTS = """
    SELECT relname, coalesce(array_agg(privilege ORDER BY privilege) FILTER (
        WHERE has_table_privilege(current_user, pg_class.oid, privilege)), '{}')
    FROM pg_class CROSS JOIN unnest(ARRAY[
        'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'
    ]) AS privilege
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
    GROUP BY relname
"""
COLUMN_RIGHTS = """
    SELECT relname, attname FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND attacl IS NOT NULL
"""
SEQUENCES_TO_RESET = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
      AND has_sequence_privilege(current_user, oid, 'UPDATE')
"""
OWNED = "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user"
SUPERIOR = """
    SELECT rolname FROM pg_roles
    WHERE rolname = current_user
      AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
    UNION
    SELECT roleid::regrole::text FROM pg_auth_members WHERE member = current_user::regrole
"""


def rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found: list[tuple[object, ...]] = cursor.fetchall()
    return found


def test_on_each_table() -> None:
    granted = {table: sorted(rights) for table, rights in _by_table()}
    assert granted == {table: sorted(rights) for table, rights in rights_by_table().items()}


def _by_table() -> list[tuple[str, list[str]]]:
    with connection.cursor() as cursor:
        cursor.execute(TABLE_RIGHTS)
        found: list[tuple[str, list[str]]] = cursor.fetchall()
    return found


@pytest.mark.parametrize("sql", [COLUMN_RIGHTS, SEQUENCES_TO_RESET, OWNED, SUPERIOR])
def test_and_nothing_besides(sql: str) -> None:
    assert rows(sql) == []


def test_it_makes_nothing_in_the_schema() -> None:
    assert rows("SELECT has_schema_privilege(current_user, 'public', 'CREATE')") == [(False,)]


def test_history_and_clock_are_read_only() -> None:
    rights = rights_by_table()
    assert rights["tasks_taskevent"] == rights["tracker_clock"] == ("SELECT",)
