"""Whether a frozen document is still what the history says about it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from reports.models import Snapshot
from reports.queries.meetings.document import contents
from reports.queries.meetings.frozen import Called, Frame, State, line_on, states_of
from reports.queries.meetings.parts import parts_of, texts_of
from reports.queries.meetings.pictures import frame_of
from reports.queries.meetings.renamed import renamed
from reports.rules.meetings.frozen import Formula, Line, Names, Tally, canonical
from reports.rules.meetings.verifying import Verified, heads_differ, lines_differ
from tasks.models import Seal
from tasks.queries.ledger import one_moment
from tasks.rules.ledger import Fault
from tracker.lib.streams import joined, keyed

# What the document says about itself: it is given, what was found is computed anew.
GIVEN = ("v", "meeting", "question", "frozen")


def verify(snapshot: Snapshot) -> Verified:
    """Compute figures and lines from the events alone, and compare byte for byte.

    Only what has no history is taken from the document: names, formulas, and which organisations
    the scope had. Digests and seal are checked as well. What is in memory does not grow with the
    number of tasks.
    """
    with one_moment():
        said = _loaded(snapshot.document)
        if said is None:
            unread = Fault("edited", "document", "it is not JSON any more")
            return Verified.of([*_of_digest(snapshot), unread], (), lambda: 0)
        tally = Tally()
        return Verified.of(
            _faults(snapshot, said, tally), list(renamed(snapshot, said)), lambda: tally.lines
        )


def _faults(snapshot: Snapshot, said: Mapping[str, Any], tally: Tally) -> Iterator[Fault]:
    yield from _of_digest(snapshot)
    yield from _of_seal(said)
    yield from _of_columns(snapshot, said)
    yield from _of_parts(snapshot, said)
    try:
        yield from _of_contents(snapshot, said, tally)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        yield Fault("differs", "document", f"the history has what it does not name: {error!r}")


def _of_digest(snapshot: Snapshot) -> Iterator[Fault]:
    if sha256(f"{snapshot.document}\n".encode()).digest() != bytes(snapshot.digest):
        yield Fault("edited", "document", "its digest is not that of its text")


def _loaded(document: str) -> dict[str, Any] | None:
    try:
        said = json.loads(document)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _of_seal(said: Mapping[str, Any]) -> Iterator[Fault]:
    named = said["frozen"]["seal"]
    if named is None:
        return
    where = f"seal {named['number']}"
    seal = Seal.objects.filter(pk=named["number"]).first()
    if seal is None:
        yield Fault("deleted", where, "the document names it, and it is missing")
    elif bytes(seal.digest).hex() != named["digest"]:
        yield Fault("rewritten", where, "it is not the one that the document names")
    elif sha256(seal.payload.encode()).digest() != bytes(seal.digest):
        yield Fault("edited", where, "its digest is not that of its text")


def _of_columns(snapshot: Snapshot, said: Mapping[str, Any]) -> Iterator[Fault]:
    """What the row and the meeting say beside the document."""
    meeting, frozen = snapshot.meeting, said["frozen"]
    beside = {
        "name": (said["meeting"]["name"], meeting.name),
        "held_on": (said["meeting"]["held_on"], meeting.held_on.isoformat()),
        "cut_off": (said["meeting"]["cut_off"], meeting.cut_off.isoformat()),
        "as_of": (said["question"]["as_of"], meeting.cut_off.isoformat()),
        "events": (frozen["events"], snapshot.last_event),
        "visible": (frozen["visible"], snapshot.visible),
        "written_in": (frozen["written_in"], snapshot.written_in),
        "frozen_by": (frozen["by"]["id"], snapshot.frozen_by_id),
    }
    for name, (one, other) in beside.items():
        if one != other:
            yield Fault("edited", name, f"{one} in the document, {other} beside it")


def _of_parts(snapshot: Snapshot, said: Mapping[str, Any]) -> Iterator[Fault]:
    """That they are those which the head names."""
    named = said.get("tasks", {}).get("parts", [])
    count = 0
    for count, part in enumerate(parts_of(snapshot.pk), start=1):
        digest = sha256(part.text.encode()).digest()
        if digest != bytes(part.digest):
            yield Fault("edited", f"part {count}", "its digest is not that of its text")
        if named[count - 1 : count] != [digest.hex()]:
            yield Fault("edited", f"part {count}", "it is not the one that the document names")
    if count < len(named):
        yield Fault("deleted", "parts", f"the document names {len(named)}, and there are {count}")


def _of_contents(snapshot: Snapshot, said: Mapping[str, Any], tally: Tally) -> Iterator[Fault]:
    names = Names(**said["names"])
    frame = frame_of(snapshot, said)
    states = keyed(states_of(frame), lambda state: state.event.code)
    for code, (lines, found) in joined(_texts(snapshot), states):
        line = _line(found[0], frame, names, lines) if found else None
        if line is not None:
            tally.add(line)
        yield from lines_differ(code, lines, line)
    formulas = [Formula.of(formula) for formula in said["formulas"]]
    parts = [sha256(part.text.encode()).hexdigest() for part in parts_of(snapshot.pk)]
    found_now = contents(tally.counts(), names, formulas, parts, tally.lines)
    again = json.loads(canonical(found_now))
    if canonical({**{name: said.get(name) for name in GIVEN}, **again}) != snapshot.document:
        unlike = list(heads_differ(said, again))
        yield from unlike or [Fault("edited", "document", "it is not the canonical text")]


def _texts(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Code → its line."""
    for part in parts_of(snapshot.pk):
        for text in texts_of(part):
            yield str(json.loads(text).get("code")), text


def _line(state: State, frame: Frame, names: Names, texts: Sequence[str]) -> Line:
    """As history says, with what has no history as the document says. Raises KeyError."""
    event, said = state.event, json.loads(texts[0]) if texts else {}
    officer = names.people[str(event.officer_id)] if event.officer_id else ""
    lead = names.organisations[str(state.lead)]["code"]
    called = Called(lead, officer, said.get("instrument", ""), said.get("clause", ""))
    return line_on(state, frame.day, called)
