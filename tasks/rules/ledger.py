"""Whether the history of a task is whole: every digest computed anew, beginning with the first."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from tasks.models.ledger import BEFORE_THE_FIRST

NOT_COMPARED = {"v"}


class Event(NamedTuple):
    """An event as it stands in the table; `row` are its columns as JSON where not the payload."""

    task: int
    revision: int
    id: int
    payload: str
    digest: bytes
    row: str | None


class Standing(NamedTuple):
    """A task and the head of its chain; what there is none of is None. `row` are its columns."""

    task: int
    code: str | None
    row: str | None
    revision: int | None
    digest: bytes | None


@dataclass(frozen=True)
class Fault:
    """What is wrong with a history: `kind` in one word, `where`, and in clear words what."""

    kind: str
    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.kind}: {self.says}"


def fault_in(standing: Standing, events: Iterable[Event]) -> Fault | None:
    """The first fault in one chain, read from its first event to its head and its task."""
    where = _name(standing)
    last: Event | None = None
    for number, event in enumerate(events, start=1):
        fault = _fault_of(where, number, event, last)
        if fault:
            return fault
        last = event
    return next(_faults_at_the_end(where, standing, last), None)


def _name(standing: Standing) -> str:
    return f"task {standing.code or f'with id {standing.task}'}"


def _fault_of(where: str, number: int, event: Event, last: Event | None) -> Fault | None:
    where = f"{where}, event {number}"
    if event.revision != number:
        return Fault("deleted", where, f"missing; the next there is has number {event.revision}")
    where = f"{where} (id {event.id})"
    fault = _difference(where, event)
    if fault:
        return fault
    before = last.digest if last else BEFORE_THE_FIRST
    if sha256(before + event.payload.encode()).digest() == event.digest:
        return None
    others = f" and of event {number - 1}" if last else ""
    return Fault("edited", where, f"its digest is not that of its text{others}")


def _difference(where: str, event: Event) -> Fault | None:
    """Where the columns do not say what was recorded; a column added later is not compared."""
    if event.row is None:
        return None
    told = loaded(event.payload)
    fields = differing(told, json.loads(event.row))
    if told is None:
        return Fault("edited", where, "its text is no longer JSON")
    if {"task_id", "revision", "id"} & set(fields):
        origin = f"event {told['revision']} of task {told['task_id']}, id {told['id']}"
        return Fault("reordered", where, f"what stands here was recorded as {origin}")
    if fields:
        return Fault("edited", where, f"not what was recorded: {', '.join(fields)}")
    return None


def loaded(payload: str) -> dict[str, Any] | None:
    """The facts in a payload; None where it is no JSON object any more."""
    try:
        facts = json.loads(payload)
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None


def differing(told: dict[str, Any] | None, row: dict[str, Any]) -> list[str]:
    """The columns of `row` that a payload names and that say something else there."""
    told = told or {}
    return [
        name
        for name, value in row.items()
        if name in told and name not in NOT_COMPARED and told[name] != value
    ]


def _faults_at_the_end(where: str, standing: Standing, last: Event | None) -> Iterator[Fault]:
    count = last.revision if last else 0
    if standing.revision is None:
        yield Fault("cut off", where, f"the head of its chain is missing; events there are {count}")
    elif standing.revision > count:
        gone = f"events {count + 1} to {standing.revision}"
        yield Fault("cut off", where, f"{gone} are missing at the end")
    elif standing.revision < count:
        yield Fault("added", where, f"events after number {standing.revision} are not in its chain")
    elif last and standing.digest != last.digest:
        yield Fault("edited", where, f"its head names another event {count} than there is")
    if standing.row is None:
        yield Fault("deleted", where, "the task itself is missing")
    elif last:
        fields = differing(loaded(last.payload), json.loads(standing.row))
        if fields:
            said = f"the task is not what event {count} made it: {', '.join(fields)}"
            yield Fault("changed outside of history", where, said)
