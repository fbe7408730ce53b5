"""Changes of place and theme by many at once, across a seal: each is covered by one of them."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection

from accounts.enums import Block
from accounts.models import Organisation, Placement
from tasks.domain.sealing import seal
from tasks.models import Clause, Retheming, Seal
from tests import factories as make
from tests.tasks.ledger.tampering import said
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
WHO = "tracker_today(), 'Rà soát', (SELECT min(id) FROM accounts_user)"
PLACE = f"""
    INSERT INTO accounts_placement (organisation_id, parent_id, block, was_block, from_day, reason,
        by_id, xid, payload, digest)
    SELECT id, parent_id, %s, block, {WHO}, 0, '', '' FROM accounts_organisation WHERE id = %s
"""  # noqa: S608
RETHEME = f"""
    INSERT INTO tasks_retheming (theme_id, clause_id, from_day, reason, by_id, xid, payload, digest)
    VALUES (%s, %s, {WHO}, 0, '', '')
"""  # noqa: S608


@pytest.fixture
def other() -> Iterator["psycopg.Connection[tuple[int]]"]:
    """Another connection of the application, in a transaction that stays open."""
    with psycopg.connect(**connection.get_connection_params()) as opened:
        yield opened


def covered(number: int) -> dict[str, int]:
    rows = json.loads(Seal.objects.get(number=number).payload)["rows"]
    return {table: said["count"] for table, said in rows.items()}


def seal_tomorrow() -> dict[str, int]:
    make.at(clock.today() + timedelta(days=1))
    made = seal(now=clock.now())
    assert made
    return covered(made.number)


def test_open_across_a_seal(other: "psycopg.Connection[tuple[int]]") -> None:
    late, early = make.ministry(), make.ministry()
    clauses = [make.ClauseFactory.create() for _each in range(2)]
    theme = make.ThemeFactory.create()
    make.UserFactory.create()
    other.execute(RETHEME, [theme.pk, clauses[0].pk])
    make.rethemed(clauses[1], theme)
    make.placed(early, block=Block.OTHER)
    other.execute(PLACE, ["localities", late.pk])
    assert seal_tomorrow() == {"accounts_placement": 1, "tasks_retheming": 1}
    other.commit()
    assert said() == ""
    assert seal_tomorrow() == {"accounts_placement": 1, "tasks_retheming": 1}
    assert said() == ""


def test_many_at_once() -> None:
    """Four connections, each changing the same few owners, while two seals are made."""
    owners = [make.ministry() for _each in range(3)]
    clauses = [make.ClauseFactory.create() for _each in range(3)]
    themes = [make.ThemeFactory.create() for _each in range(2)]
    make.UserFactory.create()
    with ThreadPoolExecutor(4) as threads:
        running = [threads.submit(_changes, n, owners, clauses, themes) for n in range(4)]
        made = seal_tomorrow()
        for each in running:
            each.result()
    counts = [made, seal_tomorrow()]
    for table, model in (("accounts_placement", Placement), ("tasks_retheming", Retheming)):
        written: Any = model
        assert sum(count[table] for count in counts) == written.objects.count() > 3
    assert said() == ""


def _changes(
    number: int, owners: list[Organisation], clauses: list[Clause], themes: list[Any]
) -> None:
    """What changes nothing, or lies before what another wrote, is refused, and tried no more."""
    blocks = ("localities", "other", "ministries")
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as own:
        for turn in range(6):
            at = (turn + number) % 3
            for sql, words in (
                (PLACE, [blocks[(turn * 2 + number) % 3], owners[at].pk]),
                (RETHEME, [themes[(turn + number) % 2].pk, clauses[at].pk]),
            ):
                try:
                    own.execute(sql, words)
                except psycopg.errors.CheckViolation:
                    continue
