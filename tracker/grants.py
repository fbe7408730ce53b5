"""What the application's database role may do to each table.

Everything but TRUNCATE, unless the model says less: `application_may = ("SELECT",)` on a model
keeps the application from writing its history by hand.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connections
from psycopg import sql

ALL = ("SELECT", "INSERT", "UPDATE", "DELETE")
READ_ONLY_TABLES = {"tracker_clock": ("SELECT",), "django_migrations": ("SELECT",)}


def grant_application(role: str) -> None:
    """Give the role exactly its rights on every table; run by the owner after migrations."""
    with connections["owner"].cursor() as cursor:
        name = sql.Identifier(role)
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
        cursor.execute(
            sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(name)
        )
        for table, rights in sorted(rights_by_table().items()):
            target = sql.Identifier(table)
            cursor.execute(sql.SQL("REVOKE ALL ON TABLE {} FROM {}").format(target, name))
            cursor.execute(
                sql.SQL("GRANT {} ON TABLE {} TO {}").format(
                    sql.SQL(", ".join(rights)), target, name
                )
            )


def rights_by_table() -> dict[str, tuple[str, ...]]:
    """Table name → the rights of the application on it."""
    return dict(_declared()) | READ_ONLY_TABLES


def _declared() -> Iterator[tuple[str, tuple[str, ...]]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model._meta.db_table, getattr(model, "application_may", ALL)
