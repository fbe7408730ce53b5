"""The facts of a row as one canonical JSON text, of which a digest can be taken."""

from typing import Any

from django.db import models

PAYLOAD_VERSION = 1
# Of the text itself, and so not among the facts that it tells.
CHAIN = ("payload", "digest")
UTC = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""


def facts(model: Any, row: str) -> str:
    """SQL: the facts in `row`, a row of `model`, as one canonical JSON text."""
    return f"(SELECT row_to_json(facts)::text FROM ({named(model, row)}) AS facts)"  # noqa: S608


def named(model: Any, row: str, *, but: tuple[str, ...] = CHAIN) -> str:
    """SQL: a SELECT of the columns of `row` but for generated ones and `but`, ordered by name.

    Moments are in UTC, and JSON has days in ISO 8601 whatever the session's DateStyle, so nothing
    in the text depends on who asks.
    """
    columns = {field.column: field for field in model._meta.local_fields if not field.generated}
    told = {name: _fixed(columns[name], f"{row}.{name}") for name in columns if name not in but}
    versioned = told | {"v": str(PAYLOAD_VERSION)}
    return "SELECT " + ", ".join(f"{versioned[name]} AS {name}" for name in sorted(versioned))


def _fixed(field: Any, column: str) -> str:
    return UTC.format(column) if isinstance(field, models.DateTimeField) else column
