"""A frozen document, read part by part: it is never in memory as a whole."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from reports.models import Snapshot, SnapshotPart
from reports.rules.meetings.frozen import EACH, Line
from tracker.lib.streams import batches


@dataclass(frozen=True)
class FrozenLines:
    """The lines of the document of the meeting with this id, by code."""

    meeting: int

    def __iter__(self) -> Iterator[Line]:
        for part in parts_of(self.meeting):
            for text in texts_of(part):
                yield Line.of(json.loads(text))


def parts_of(meeting: int) -> Iterator[SnapshotPart]:
    """In their order. A query for each."""
    parts = SnapshotPart.objects.filter(snapshot=meeting).order_by("number")
    last = -1
    while part := parts.filter(number__gt=last).first():
        last = part.number
        yield part


def texts_of(part: SnapshotPart) -> list[str]:
    """Its lines. Only line feeds end them: other separators may stand in titles."""
    return part.text.removesuffix("\n").split("\n")


def document_of(snapshot: Snapshot) -> Iterator[bytes]:
    """The bytes of the whole document: its head, then its parts."""
    yield f"{snapshot.document}\n".encode()
    for part in parts_of(snapshot.pk):
        yield part.text.encode()


def kept(meeting: int, lines: Iterable[Line]) -> list[str]:
    """Writes the parts of the document of a meeting that has no head yet; their digests."""
    digests = []
    for number, batch in enumerate(batches(lines, EACH)):
        text = "".join(line.text() for line in batch)
        SnapshotPart.objects.create(snapshot_id=meeting, number=number, text=text, digest=b"")
        digests.append(sha256(text.encode()).hexdigest())
    return digests
