"""What guards the tables of an app, as the database lists it; and how to be refused by it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, connections
from django.db.models import Model

GUARDS = """
    SELECT conname FROM pg_constraint
    WHERE contype IN ('c', 'u', 'x') AND conrelid::regclass::text LIKE %(tables)s
    UNION
    SELECT indexrelid::regclass::text FROM pg_index
    WHERE indisunique AND NOT indisprimary AND indrelid::regclass::text LIKE %(tables)s
    UNION
    SELECT tgname FROM pg_trigger
    WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE %(tables)s
"""
# Django's own: number types that are not negative, and pairs of many-to-many tables.
NOT_OURS = re.compile(r"_check$|_uniq$")

Violation = Callable[[], object]


def guards(app: str) -> set[str]:
    """Names of the constraints, unique indexes and triggers on the tables of `app`."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDS, {"tables": rf"{app}\_%"})
        names = {name for (name,) in cursor.fetchall() if not NOT_OURS.search(name)}
    return {re.sub(r"^pgtrigger_(\w+)_[0-9a-f]{5}$", r"\1", name) for name in names}


@contextmanager
def refused_by(name: str) -> Iterator[None]:
    """The block has to be refused by the guard `name`."""
    with pytest.raises(IntegrityError) as caught:
        yield
    assert guard_of(caught.value) == name


def guard_of(error: IntegrityError) -> str | None:
    """The constraint or trigger that refused."""
    cause = error.__cause__
    return cause.diag.constraint_name if isinstance(cause, psycopg.Error) else None


def added(make: Callable[[], Any], **columns: object) -> Violation:
    """Adds a copy of what `make` makes, but for `columns`."""

    def violate() -> None:
        row = make()
        row.pk = None
        for name, value in columns.items():
            setattr(row, name, value)
        type(row)._base_manager.bulk_create([row])

    return violate


def changed(make: Callable[[], Model], **columns: object) -> Violation:
    """Changes `columns` of what `make` makes."""

    def violate() -> None:
        row = make()
        type(row)._base_manager.filter(pk=row.pk).update(**columns)

    return violate


@contextmanager
def as_owner() -> Iterator[None]:
    """Work as the owner of the database; the test needs `databases=["default", "owner"]`."""
    application = connections["default"]
    connections["default"] = connections["owner"]
    try:
        yield
    finally:
        connections["default"] = application
