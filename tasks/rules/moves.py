"""Whether dated changes (of a place in the tree, of a theme) are those that were recorded."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from tasks.rules.ledger import Fault, differing, loaded


class Moved(NamedTuple):
    """A row of a table of dated changes; `row` are its columns as JSON where not the payload.

    `follows`: it found what the row before it left; `left`: what its owner has is what it says, or
    a later row says something else.
    """

    table: str
    id: int
    owner: int
    payload: str
    digest: bytes
    recorded_at: datetime
    xid: int
    follows: bool
    left: bool
    row: str | None = None

    @property
    def where(self) -> str:
        return f"{self.table}, row {self.id} (of {self.owner})"


def faults_of(moved: Moved) -> Iterator[Fault]:
    """What is wrong with it in itself, beside its neighbours, and beside its owner."""
    if sha256(moved.payload.encode()).digest() != moved.digest:
        yield Fault("edited", moved.where, "its digest is not that of its text")
    elif moved.row:
        fields = differing(loaded(moved.payload), json.loads(moved.row))
        if fields:
            said = f"not what was recorded: {', '.join(fields)}"
            yield Fault("edited", moved.where, said)
    if not moved.follows:
        yield Fault("deleted", moved.where, "what it found is not what the row before it left")
    if not moved.left:
        said = "its owner has something else, and no row says so"
        yield Fault("changed outside of history", moved.where, said)
