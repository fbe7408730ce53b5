"""The tables of dated changes as the database holds them, to be held against their seals."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import connection

from tasks.models.ledger import SEALED
from tasks.rules.ledger import Fault
from tasks.rules.moves import Moved, faults_of
from tasks.rules.seals import Cover, Covering
from tracker.lib.moves import Moves
from tracker.lib.texts import named

MANY = 2000
ROWS = """
    SELECT id, {owner}, payload, digest, recorded_at, xid,
        coalesce(was = before, true), after IS NOT NULL OR now = became,
        CASE WHEN payload <> row THEN row END
    FROM (
        SELECT move.*, jsonb_build_array({was}) AS was, jsonb_build_array({became}) AS became,
            jsonb_build_array({now}) AS now, row_to_json(facts)::text AS row,
            lag(jsonb_build_array({became})) OVER told AS before, lead(move.id) OVER told AS after
        FROM {table} AS move JOIN {of} AS owner ON owner.id = move.{owner},
            LATERAL ({facts}) AS facts
        WINDOW told AS (PARTITION BY move.{owner} ORDER BY move.id)
    ) AS moves
    ORDER BY id
"""


def faults_in_moves(covers: Sequence[Cover]) -> Iterator[Fault]:
    """Of each table: what is wrong with its rows, then what their seals say."""
    for table in SEALED:
        # A seal from before the table was sealed says nothing of it.
        covering = Covering([cover.among(table) for cover in covers if table in cover.rows])
        for moved in moves(table):
            yield from faults_of(moved)
            covering.follow(moved)
        covering.end()
        yield from covering.faults


def moves(table: str) -> Iterator[Moved]:
    """Every row of a table of dated changes, by id."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_sql(table))
        while rows := cursor.fetchmany(MANY):
            yield from (Moved(table, *row) for row in rows)


def _sql(table: str) -> str:
    model = next(each for each in apps.get_models() if each._meta.db_table == table)
    [guard] = [each for each in _triggers(model) if isinstance(each, Moves)]
    owner: Any = model._meta.get_field(guard.owner)
    return ROWS.format(
        table=table,
        owner=owner.column,
        of=guard.table(model),
        was=guard.listed("move.was_"),
        became=guard.listed("move."),
        now=guard.listed("owner."),
        facts=named(model, "move"),
    )


def _triggers(model: Any) -> Sequence[Any]:
    found: Sequence[Any] = model._meta.triggers
    return found
