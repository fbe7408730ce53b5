"""Whether the rows beside a task still say what its events said when they were handed in.

A submission or a request for extension has a table of its own. The event that brought it in tells
its fields too, and only events are chained and sealed; so here the one is held against the other,
as far as the event tells it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from tasks.enums import Act, Outcome
from tasks.models import Extension, Obstacle, OccurrenceReport, ProgressUpdate, Submission
from tasks.rules.ledger import Fault

DECIDED = {"decided_by_id": "act_by_id", "decided_on": "act_on"}
EVIDENCE = """event.act_detail->'evidence' IS DISTINCT FROM (
    SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'sha256', sha256, 'size', size,
        'media_type', media_type) ORDER BY id), '[]')
    FROM tasks_evidence WHERE submission_id = row.id
)"""


@dataclass(frozen=True)
class Told:
    """An `act` names a row of `model` under `key` of its detail, and tells what is in it.

    `columns`: column of the row → of the event; `detail`: column → path in the detail; `outcomes`:
    how a row decided by this act can stand; `others`: name → SQL that holds where it differs;
    `begins`: the act that brings the row in, so that each row has one.
    """

    act: Act
    key: str
    model: Any
    columns: dict[str, str]
    detail: dict[str, str] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    others: dict[str, str] = field(default_factory=dict)
    begins: bool = False


TOLD = [
    Told(
        Act.PROGRESS,
        "update",
        ProgressUpdate,
        {"happened_on": "act_on", "by_id": "act_by_id", "narrative": "act_note"},
        {"percent": "percent", "count": "count"},
        begins=True,
    ),
    Told(
        Act.PROGRESS,
        "report",
        OccurrenceReport,
        {"reported_on": "act_on", "by_id": "act_by_id", "narrative": "act_note"},
        {"occurrence_id": "occurrence"},
        begins=True,
    ),
    Told(
        Act.SUBMIT,
        "submission",
        Submission,
        {"completed_on": "act_on", "by_id": "act_by_id", "note": "act_note"},
        {
            "product_kind": "product,kind",
            "product_number": "product,number",
            "product_date": "product,date",
            "product_title": "product,title",
            "count": "count",
            "no_evidence_reason": "no_evidence_reason",
        },
        others={"evidence": f"event.act_detail ? 'evidence' AND {EVIDENCE}"},
        begins=True,
    ),
    Told(
        Act.ACCEPT,
        "submission",
        Submission,
        DECIDED,
        outcomes=(Outcome.ACCEPTED, Outcome.REVOKED),
    ),
    Told(
        Act.RETURN,
        "submission",
        Submission,
        DECIDED | {"decision_note": "act_note"},
        outcomes=(Outcome.RETURNED,),
    ),
    Told(
        Act.REVOKE,
        "submission",
        Submission,
        {
            "revoked_by_id": "act_by_id",
            "revoked_on": "act_on",
            "revocation_reason": "act_note",
        },
        outcomes=(Outcome.REVOKED,),
    ),
    Told(
        Act.ASK_EXTENSION,
        "extension",
        Extension,
        {"asked_on": "act_on", "by_id": "act_by_id", "reason": "act_note"},
        {"old_deadline": "old_deadline", "new_deadline": "new_deadline"},
        begins=True,
    ),
    Told(
        Act.GRANT_EXTENSION,
        "extension",
        Extension,
        DECIDED | {"decision_note": "act_note", "instrument_id": "act_instrument_id"},
        {"asked_on": "asked_on", "granted_deadline": "granted_deadline"},
        outcomes=(Outcome.GRANTED,),
    ),
    Told(
        Act.REFUSE_EXTENSION,
        "extension",
        Extension,
        DECIDED | {"decision_note": "act_note"},
        outcomes=(Outcome.REFUSED,),
    ),
    Told(
        Act.RAISE,
        "obstacle",
        Obstacle,
        {"raised_on": "act_on", "by_id": "act_by_id", "text": "act_note"},
        {"kind": "kind", "answer_by": "answer_by"},
        begins=True,
    ),
    Told(
        Act.ANSWER,
        "obstacle",
        Obstacle,
        {"answered_by_id": "act_by_id", "answered_on": "act_on", "answer": "act_note"},
        outcomes=(Outcome.ANSWERED,),
    ),
]

# No LIMIT: the planner would expect many faults, and look at one row after the other.
CHANGED = """
    SELECT code, revision, id, named, changed FROM (
        SELECT event.code, event.revision, event.id, event.task_id,
            {named} AS named, array_remove(ARRAY[{changes}], NULL) AS changed
        FROM tasks_taskevent AS event LEFT JOIN {table} AS row ON row.id = {named}
        WHERE event.act = '{act}' AND event.act_detail ? '{key}'
    ) AS told
    WHERE changed <> '{{}}' ORDER BY id
"""
UNTOLD = """
    SELECT count(*), min(row.id) FROM {table} AS row WHERE {theirs} AND NOT EXISTS (
        SELECT FROM tasks_taskevent AS event WHERE event.act = '{act}' AND {named} = row.id
    )
"""


def faults_beside() -> Iterator[Fault]:
    """Rows that say something else than their events, and rows that no event brought in."""
    for told in TOLD:
        words = _words(told)
        for code, number, event, named, changed in _rows(CHANGED.format(**words)):
            where = f"task {code}, event {number} (id {event})"
            said = f"the {told.key} with id {named} differs from it: {', '.join(changed)}"
            yield Fault("changed beside history", where, said)
        [(count, row)] = _rows(UNTOLD.format(**words))
        if count:
            kind = "added" if told.begins else "decided"
            said = f"no event “{told.act.value}” names it (of {count} such rows the first)"
            yield Fault(f"{kind} beside history", f"{told.key} with id {row}", said)


def _words(told: Told) -> dict[str, str]:
    named = f"(event.act_detail->>'{told.key}')::bigint"
    changes = [f"CASE WHEN {differs} THEN '{name}' END" for name, differs in _differences(told)]
    return {
        "table": told.model._meta.db_table,
        "act": told.act.value,
        "key": told.key,
        "theirs": _of_this_act(told),
        "named": named,
        "changes": ", ".join(changes),
    }


def _differences(told: Told) -> Iterator[tuple[str, str]]:
    yield "missing", "row.id IS NULL"
    if any(one.column == "task_id" for one in told.model._meta.local_fields):
        yield "task", "row.task_id <> event.task_id"
    for column, of_event in told.columns.items():
        yield column, f"row.{column} IS DISTINCT FROM event.{of_event}"
    for column, path in told.detail.items():
        said = f"event.act_detail #> '{{{path}}}'"
        yield column, f"{said} <> coalesce(to_jsonb(row.{column}), 'null')"
    if told.outcomes:
        yield "outcome", f"NOT {_of_this_act(told)}"
    yield from told.others.items()


def _of_this_act(told: Told) -> str:
    """SQL: the row stands as only this act can have left it."""
    if told.begins:
        return "true"
    outcomes = ", ".join(f"'{outcome}'" for outcome in told.outcomes)
    return f"row.outcome IN ({outcomes})"


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
