import pytest
from django.conf import settings
from django.db import connections

from seeds.load import Loaded, load

pytestmark = [
    pytest.mark.seeded,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]


def rows_by_table() -> dict[str, int]:
    with connections["owner"].cursor() as cursor:
        tables = connections["owner"].introspection.table_names(cursor)
        counts = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 -- our own tables
            counts[table] = cursor.fetchone()[0]
        return counts


def test_a_second_load() -> None:
    before = rows_by_table()
    assert load(demo=True, start=settings.DEMO_START) == Loaded()
    assert rows_by_table() == before
