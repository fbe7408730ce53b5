"""Changes of place and of theme are under the seal of their day; who edits one is shown it."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from accounts.enums import Block
from accounts.models import Organisation, Placement
from tasks.domain.sealing import seal
from tasks.models import Clause, Retheming, Theme
from tests import factories as make
from tests.accounts.inventory import as_owner
from tests.tasks.ledger.tampering import run, said
from tracker import clock

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
TABLES = ("accounts_placement", "tasks_retheming", "accounts_organisation", "tasks_clause")


@pytest.fixture
def changes() -> Iterator[tuple[Organisation, Clause]]:
    """As the owner, guards off: two changes of each kind, and their seal."""
    with as_owner():
        moved, clause = make.ministry(code="MOVED"), make.ClauseFactory.create()
        make.placed(moved, block=Block.LOCALITIES)
        make.placed(moved, block=Block.OTHER)
        themes = [make.ThemeFactory.create() for _each in range(2)]
        for theme in themes:
            make.rethemed(clause, theme)
        run("SET CONSTRAINTS ALL IMMEDIATE")
        assert seal_tomorrow() == {"accounts_placement": 2, "tasks_retheming": 2}
        assert said() == ""
        for table in TABLES:
            run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield moved, clause


def seal_tomorrow() -> dict[str, int]:
    """How many rows of each table it covers."""
    make.at(clock.today() + timedelta(days=1))
    made = seal(now=clock.now())
    assert made
    rows = json.loads(made.payload)["rows"]
    return {table: said["count"] for table, said in rows.items()}


def recomputed(table: str, change: str, number: int) -> None:
    """Column, text and digest, as if it had always been so."""
    column, value = change.split(" = ")
    run(
        f"""UPDATE {table} SET {change}, payload = jsonb_set(payload::jsonb,
            '{{{column}}}', to_jsonb({value}))::text WHERE id = {number}""",  # noqa: S608
        f"UPDATE {table} SET digest = sha256(convert_to(payload, 'UTF8')) WHERE id = {number}",  # noqa: S608
    )


def first(model: type[Placement] | type[Retheming]) -> int:
    found: int = model.objects.earliest("pk").pk
    return found


def last(model: type[Placement] | type[Retheming]) -> int:
    found: int = model.objects.latest("pk").pk
    return found


Tamper = Callable[[], object]
WAYS: dict[str, tuple[Tamper, str]] = {
    "a reason": (
        lambda: run("UPDATE accounts_placement SET reason = 'Khác'"),
        r"accounts_placement, row \d+ .*: edited: not what was recorded: reason",
    ),
    "a day": (
        lambda: run("UPDATE tasks_retheming SET from_day = from_day - 9"),
        r"tasks_retheming, row \d+ .*: edited: not what was recorded: from_day",
    ),
    "its text": (
        lambda: run("UPDATE tasks_retheming SET payload = '{}'"),
        r"tasks_retheming, row \d+ .*: edited: its digest is not that of its text",
    ),
    "with text and digest": (
        lambda: recomputed("tasks_retheming", "reason = 'Khác'::text", last(Retheming)),
        r"seal 1 of .*: rewritten: the rows of tasks_retheming that it covers are not those",
    ),
    "the last one deleted": (
        lambda: run(f"DELETE FROM accounts_placement WHERE id = {last(Placement)}"),  # noqa: S608
        r"accounts_placement, row \d+ .*: changed outside of history: its owner has something",
    ),
    "the first one deleted": (
        lambda: run(f"DELETE FROM tasks_retheming WHERE id = {first(Retheming)}"),  # noqa: S608
        r"seal 1 of .*: deleted: it covers the row of tasks_retheming with id \d+, which is",
    ),
    "the owner": (
        lambda: run("UPDATE tasks_clause SET theme_id = NULL"),
        r"tasks_retheming, row \d+ .*: changed outside of history",
    ),
    "what it found": (
        lambda: recomputed("accounts_placement", "was_block = 'localities'::text", last(Placement)),
        r"seal 1 of .*: rewritten: the rows of accounts_placement",
    ),
}


@pytest.mark.usefixtures("changes")
@pytest.mark.parametrize("way", WAYS)
def test_it_is_named(way: str) -> None:
    tamper, named = WAYS[way]
    tamper()
    found = said()
    assert any(re.match(named, line) for line in found.splitlines()), found


def test_one_is_slipped_in_before_the_seal(changes: tuple[Organisation, Clause]) -> None:
    moved, _clause = changes
    run(*(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in TABLES))
    make.at(clock.today() + timedelta(days=2))
    placed = make.placed(moved, block=Block.MINISTRIES)
    run("SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE accounts_placement DISABLE TRIGGER USER")
    earlier = "recorded_at = recorded_at - interval '9 days', xid = 7"
    run(f"UPDATE accounts_placement SET {earlier} WHERE id = {placed.pk}")  # noqa: S608
    assert re.search(r"row \d+ .*: added afterwards: it claims a moment before seal 1", said())


def test_the_application_cannot_choose_text_or_digest() -> None:
    """The database writes them over what it is given."""
    moved, theme = make.ministry(), make.ThemeFactory.create()
    clause = make.ClauseFactory.create()
    forged = {"payload": "{}", "digest": b"forged", "xid": 7}
    who = {"from_day": clock.today(), "reason": "Rà soát", "by": make.UserFactory.create()}
    Placement.objects.create(organisation=moved, parent=None, block=Block.OTHER, **who, **forged)
    Retheming.objects.create(clause=clause, theme=theme, **who, **forged)
    assert isinstance(theme, Theme)
    assert said() == ""
