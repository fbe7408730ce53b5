"""A text once written stays what was hashed: sessions differ, tables grow, and it still fits."""

import re
from typing import Any

import pytest

from tasks.models import Task, TaskEvent
from tasks.models.ledger import Chained
from tasks.models.triggers import WritesHistoryOfChanges
from tests.accounts.inventory import as_owner
from tests.factories import again, completed, draft, submitted
from tests.tasks.ledger.tampering import run, said

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
ZONES = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"]
STYLES = [
    "SET LOCAL datestyle = 'German, DMY'",
    "SET LOCAL datestyle = 'SQL, MDY'",
    "SET LOCAL extra_float_digits = -15",
    "SET LOCAL bytea_output = 'escape'",
]


@pytest.mark.parametrize("zone", ZONES)
def test_written_and_checked_in_another_time_zone(zone: str) -> None:
    task = submitted()
    run(f"SET LOCAL timezone = '{zone}'")
    completed()
    assert said() == ""
    run("SET LOCAL timezone = 'UTC'")
    assert said() == ""
    payload = task.events.latest("revision").payload
    assert re.search(r'"recorded_at":"2025-11-17T00:\d\d:\d\d\.\d{6}Z"', payload)


@pytest.mark.parametrize("style", STYLES)
def test_written_in_another_style(style: str) -> None:
    task = submitted()
    run(style, "UPDATE tasks_task SET title = 'Khác'", "SET LOCAL datestyle = 'ISO, MDY'")
    assert said() == ""
    payload = task.events.latest("revision").payload
    assert '"phase_from":["2025-11-17","2025-11-17","2025-11-17"]' in payload
    assert '"act_on":"2025-11-17"' in payload


def test_a_new_column() -> None:
    """As a migration adds it: to both tables, and to the triggers that copy and hash."""
    with as_owner():
        old = draft()
        run("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("tasks_task", "tasks_taskevent"):
            run(f"ALTER TABLE {table} ADD COLUMN aside text NOT NULL DEFAULT 'như cũ'")
        assert said() == ""
        for statement in with_a_new_column():
            run(statement)
        assert said() == ""
        run("UPDATE tasks_task SET aside = 'mới'")
        new = again(old).events.latest("revision")
        assert '"aside":"mới"' in new.payload
        assert said() == ""


def with_a_new_column() -> list[str]:
    """The SQL of both triggers as it would be compiled with one more column."""
    chained = _of(TaskEvent, Chained)
    copied = _of(Task, WritesHistoryOfChanges)
    return [
        chained.replace("NEW.authority_id AS", "NEW.aside AS aside, NEW.authority_id AS"),
        copied.replace("recorded_by, code", "recorded_by, aside, code").replace(
            "session_user, code", "session_user, aside, code"
        ),
    ]


def _of(model: Any, kind: type[Any]) -> str:
    trigger: Any = next(one for one in model._meta.triggers if isinstance(one, kind))
    return str(trigger.compile(model).install_sql)
