"""Whether the history of each task is whole: every digest computed anew, from the first on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from tasks.models.ledger import BEFORE_THE_FIRST

NOT_COMPARED = {"v"}


class Event(NamedTuple):
    """An event as it stands in the table; `row` are its columns as JSON where not the payload."""

    id: int
    task: int
    revision: int
    code: str
    payload: str
    digest: bytes
    recorded_at: datetime
    xid: int
    row: str | None = None

    @property
    def where(self) -> str:
        return f"task {self.code}, event {self.revision} (id {self.id})"


class Standing(NamedTuple):
    """A task and the head of its chain; what there is none of is None.

    Where the task differs from the event that its head names, `row` and `told` are the columns of
    both as JSON.
    """

    task: int
    code: str | None
    revision: int | None
    digest: bytes | None
    row: str | None = None
    told: str | None = None


@dataclass(frozen=True)
class Fault:
    """What is wrong with a history: `kind` in one word, `where`, and in clear words what."""

    kind: str
    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.kind}: {self.says}"


class Chains:
    """Follows the chains of all tasks through the events, which come in the order of their ids.

    A task's events have ascending ids, because a task's writers wait for each other. `faults` are
    the first fault of each chain, by task; what comes after it says nothing more.
    """

    def __init__(self) -> None:
        self.faults: dict[int, Fault] = {}
        self._ends: dict[int, tuple[int, bytes]] = {}
        self._missing: dict[int, Event] = {}

    def follow(self, event: Event) -> None:
        """The next event, of whichever task."""
        number, before = self._ends.get(event.task, (0, BEFORE_THE_FIRST))
        if event.task in self.faults:
            self._turn_up(event, number)
            return
        fault = _fault_of(event, number + 1, before)
        if fault is None:
            self._ends[event.task] = event.revision, event.digest
            return
        self.faults[event.task] = fault
        self._ends.setdefault(event.task, (0, BEFORE_THE_FIRST))
        if fault.kind == "deleted":
            self._missing[event.task] = event

    def end(self, standing: Standing) -> None:
        """After the last event: a task and its head."""
        count, digest = self._ends.pop(standing.task, (0, BEFORE_THE_FIRST))
        if standing.task not in self.faults:
            fault = next(_faults_at_the_end(standing, count, digest), None)
            if fault:
                self.faults[standing.task] = fault

    def end_of_others(self) -> None:
        """After the last task: of what is left there are events, and neither task nor head."""
        for task in list(self._ends):
            self.end(Standing(task, None, None, None))

    def _turn_up(self, event: Event, number: int) -> None:
        """What seemed to be deleted stands elsewhere."""
        other = self._missing.get(event.task)
        if other and event.revision == number + 1:
            where = f"task {other.code}, event {event.revision} (id {event.id})"
            said = f"it has a later id than event {other.revision} (id {other.id})"
            self.faults[event.task] = Fault("reordered", where, said)


def _fault_of(event: Event, number: int, before: bytes) -> Fault | None:
    fits = sha256(before + event.payload.encode()).digest() == event.digest
    if fits and event.row is None and event.revision == number:
        return None
    fault = _misplaced(event, number) or _changed(event)
    if fault or fits:
        return fault
    others = f" and of event {number - 1}" if number > 1 else ""
    return Fault("edited", event.where, f"its digest is not that of its text{others}")


def _misplaced(event: Event, number: int) -> Fault | None:
    told = loaded(event.payload) or {}
    origin = {name: told.get(name) for name in ("task_id", "revision", "id")}
    here = {"task_id": event.task, "revision": event.revision, "id": event.id}
    if told and origin != here:
        said = "what stands here was recorded as event {revision} of task {task_id}, id {id}"
        return Fault("reordered", event.where, said.format(**origin))
    if event.revision > number:
        said = f"missing; the next there is has number {event.revision}"
        return Fault("deleted", f"task {event.code}, event {number}", said)
    if event.revision < number:
        return Fault("reordered", event.where, f"it stands after event {number - 1}")
    return None


def _changed(event: Event) -> Fault | None:
    """Where the columns do not say what was recorded; a column added later is not compared."""
    told = loaded(event.payload)
    if told is None:
        return Fault("edited", event.where, "its text is no longer JSON")
    fields = differing(told, json.loads(event.row)) if event.row else []
    if fields:
        return Fault("edited", event.where, f"not what was recorded: {', '.join(fields)}")
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


def _faults_at_the_end(standing: Standing, count: int, digest: bytes) -> Iterator[Fault]:
    where = f"task {standing.code or f'with id {standing.task}'}"
    if standing.revision is None:
        yield Fault("cut off", where, f"the head of its chain is missing; events there are {count}")
    elif standing.revision > count:
        gone = f"events {count + 1} to {standing.revision}"
        yield Fault("cut off", where, f"{gone} are missing at the end")
    elif standing.revision < count:
        yield Fault("added", where, f"events after number {standing.revision} are not in its chain")
    elif standing.digest != digest:
        yield Fault("edited", where, f"its head names another event {count} than there is")
    if standing.code is None:
        yield Fault("deleted", where, "the task itself is missing")
    if standing.row and standing.told:
        fields = differing(loaded(standing.told), json.loads(standing.row))
        said = f"the task is not what event {count} made it: {', '.join(fields)}"
        yield Fault("changed outside of history", where, said)
