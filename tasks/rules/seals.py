"""Whether the seals hold: each its own digest, its predecessor's, and that of all it covers."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from tasks.rules.ledger import Fault

# As far as a server's clock may be set back without anybody being suspected.
STEP = timedelta(minutes=1)
NEVER = 2**63  # beyond every id
RANGE = re.compile(r"\[(\d+),(\d+)\)")


class Recorded(Protocol):
    """What a seal can cover: an event, or a dated change."""

    @property
    def id(self) -> int: ...
    @property
    def digest(self) -> bytes: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def xid(self) -> int: ...
    @property
    def where(self) -> str: ...


class Sealed(NamedTuple):
    """A seal: the text that says everything, and its SHA-256; `columns` say some of it again."""

    payload: str
    digest: bytes
    columns: tuple[int, datetime, str, int] | None = None


@dataclass
class Cover:
    """What a seal says that it covers, and what was found of it."""

    number: int
    sealed_at: datetime
    events: str
    count: int
    content: str
    snapshot: str
    previous: str | None
    rows: Mapping[str, Any] = field(default_factory=dict)
    what: str = "event"
    found: int = 0
    hashed: Any = field(default_factory=sha256)

    @classmethod
    def of(cls, payload: str) -> "Cover":
        """Raises ValueError, KeyError or TypeError for what is not the text of a seal."""
        said = json.loads(payload)
        return cls(
            number=int(said["number"]),
            sealed_at=datetime.fromisoformat(said["sealed_at"]),
            events=str(said["events"]),
            count=int(said["count"]),
            content=said["content"],
            snapshot=said["snapshot"],
            previous=said["previous"],
            rows=said.get("rows", {}),
        )

    def among(self, table: str) -> "Cover":
        """What it covers of a table of dated changes. Raises KeyError where it does not know it."""
        said = self.rows[table]
        covered = {"events": said["ids"], "count": said["count"], "content": said["content"]}
        what = f"row of {table}"
        return replace(self, **covered, what=what, found=0, hashed=sha256())

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """The ids that it covers: each from one up to, but not with, the other."""
        return [(int(low), int(high)) for low, high in RANGE.findall(self.events)]

    @property
    def columns(self) -> tuple[int, datetime, str, int]:
        """What the columns beside the text should say."""
        return self.number, self.sealed_at, self.events, self.count

    def add(self, digest: bytes) -> None:
        """One more event, in the order of ids, that it covers."""
        self.hashed.update(digest)
        self.found += 1

    def was_open(self, xid: int) -> bool:
        """Whether the transaction is one of those that were open when this seal was made."""
        return str(xid) in self.snapshot.split(":")[2].split(",")

    @property
    def where(self) -> str:
        return f"seal {self.number} of {self.sealed_at:%Y-%m-%d %H:%M} UTC"


def broken_links(seals: Sequence[Sealed]) -> Fault | None:
    """The first seal whose text does not fit its digest, its number or the seal before it."""
    before: str | None = None
    for number, seal in enumerate(seals, start=1):
        where = f"seal {number}"
        if sha256(seal.payload.encode()).digest() != seal.digest:
            return Fault("edited", where, "its digest is not that of its text")
        cover = Cover.of(seal.payload)
        if seal.columns not in (None, cover.columns):
            return Fault("edited", where, "its columns do not say what its text says")
        if cover.number != number:
            return Fault("deleted", where, f"missing; the next there is has number {cover.number}")
        if cover.previous != before:
            return Fault("edited", where, "it names another seal before it than there is")
        before = seal.digest.hex()
    return None


def against_copy(seals: Sequence[Sealed], copy: Sequence[Sealed]) -> Fault | None:
    """The first seal in `copy`, kept elsewhere, that is no longer here or says something else."""
    here = {Cover.of(seal.payload).number: seal.digest for seal in seals}
    for kept in copy:
        number = Cover.of(kept.payload).number
        where = f"seal {number} in the file"
        if sha256(kept.payload.encode()).digest() != kept.digest:
            return Fault("damaged", where, "its digest is not that of its text")
        if number not in here:
            return Fault("cut off", where, "it is missing in the database")
        if here[number] != kept.digest:
            return Fault("rewritten", where, "the database has another one under this number")
    return None


class _Walk:
    """Along the ids that the seals cover, in ascending order."""

    def __init__(self, covers: Sequence[Cover]) -> None:
        ranges = ((low, high, at) for at, cover in enumerate(covers) for low, high in cover.ranges)
        self._ranges = iter(sorted(ranges))
        self._due = self._high = self._at = 0
        self._step()

    def skipped_by(self, number: int) -> Iterator[tuple[int, int]]:
        """Of each range the first id below `number` that was due, with the place of its seal."""
        while self._due < number:
            yield self._at, self._due
            if number < self._high:
                self._due = number
            else:
                self._step()

    def seal_of(self, number: int) -> int | None:
        """The place of the seal that covers this id; None where there is none yet."""
        if number != self._due:
            return None
        at, self._due = self._at, self._due + 1
        if self._due == self._high:
            self._step()
        return at

    def _step(self) -> None:
        self._due, self._high, self._at = next(self._ranges, (NEVER, NEVER, 0))


class Covering:
    """Holds events, which come in the order of their ids, against the seals over them.

    Or the rows of a table of dated changes, which are no different here.

    `faults` are those found so far.
    """

    def __init__(self, covers: Sequence[Cover]) -> None:
        self.faults: list[Fault] = []
        self._covers, self._walk = covers, _Walk(covers)

    def follow(self, event: Recorded) -> None:
        """The next one."""
        for at, gone in self._walk.skipped_by(event.id):
            self.faults.append(_missing(self._covers[at], gone))
        place = self._walk.seal_of(event.id)
        if place is None:
            place = len(self._covers)
        else:
            self._covers[place].add(event.digest)
        self.faults.extend(_slipped_in(self._covers, place, event))

    def end(self) -> None:
        """After the last one."""
        for at, gone in self._walk.skipped_by(NEVER):
            self.faults.append(_missing(self._covers[at], gone))
        self.faults.extend(filter(None, map(_mismatch, self._covers)))


def _missing(cover: Cover, number: int) -> Fault:
    said = f"it covers the {cover.what} with id {number}, which is missing"
    return Fault("deleted", cover.where, said)


def _slipped_in(covers: Sequence[Cover], at: int, event: Recorded) -> Iterator[Fault]:
    """An event recorded before a seal is covered by it, unless its transaction was still open."""
    moment = event.recorded_at + STEP
    if at == 0 or moment >= covers[at - 1].sealed_at:
        return
    first = next(one for one in covers if moment < one.sealed_at)
    if not first.was_open(event.xid):
        said = f"it claims a moment before {first.where}, which does not know it"
        yield Fault("added afterwards", event.where, said)


def _mismatch(cover: Cover) -> Fault | None:
    if cover.found == cover.count and cover.hashed.hexdigest() == cover.content:
        return None
    noun, *of = cover.what.split(" ", 1)
    what = " ".join([f"{noun}s", *of])
    said = f"the {what} that it covers are not those it was made of"
    return Fault("rewritten", cover.where, said)


HEADING = """\
# Seals of the history, the oldest first: the SHA-256 of the text after it, then that text.
# `manage.py verify_history --seals FILE` holds a database against this file.
"""


def as_text(seals: Iterable[Sealed]) -> str:
    """The seals as a file that people and `sha256sum` can read."""
    return HEADING + "".join(f"{seal.digest.hex()}  {seal.payload}\n" for seal in seals)


def written(text: str) -> list[Sealed]:
    """The seals in a file made by `as_text`. Raises ValueError for a line that is none."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [_line(line) for line in lines]


def _line(line: str) -> Sealed:
    digest, _, payload = line.partition("  ")
    seal = Sealed(payload, bytes.fromhex(digest))
    try:
        Cover.of(payload)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a seal: {line[:60]}") from error
    return seal
