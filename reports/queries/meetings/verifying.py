"""Whether a frozen document is still what the history says about it."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from accounts.models import Organisation, User
from reports.models import Snapshot
from reports.queries.meetings.document import contents
from reports.queries.meetings.pictures import drawn, frame_of
from reports.rules.counts import CountsDisagree
from reports.rules.meetings.frozen import Formula, Names, canonical
from reports.rules.meetings.verifying import Verified, differences
from tasks.models import Seal
from tasks.queries.ledger import one_moment
from tasks.rules.ledger import Fault

# What the document says about itself: it is given, what was found is computed anew.
GIVEN = ("v", "meeting", "question", "frozen")


def verify(snapshot: Snapshot) -> Verified:
    """Compute figures and list from the events alone, and compare byte for byte.

    Only what has no history is taken from the document: names, formulas, and which organisations
    the scope had. Digest and seal are checked as well.
    """
    with one_moment():
        faults = list(_of_digest(snapshot))
        said = _loaded(snapshot.document)
        if said is None:
            faults.append(Fault("edited", "document", "it is not JSON any more"))
            return Verified(tuple(faults), (), 0)
        faults += _of_seal(said)
        faults += _of_columns(snapshot, said)
        faults += _of_contents(snapshot, said)
        return Verified(tuple(faults), tuple(_renamed(said)), len(said.get("tasks", ())))


def _of_digest(snapshot: Snapshot) -> Iterator[Fault]:
    if sha256(snapshot.document.encode()).digest() != bytes(snapshot.digest):
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


def _of_contents(snapshot: Snapshot, said: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        names = Names(**said["names"])
        formulas = [Formula.of(formula) for formula in said["formulas"]]
        found = contents(drawn(frame_of(snapshot, said), names, formulas))
    except (AttributeError, KeyError, TypeError, CountsDisagree) as error:
        yield Fault("differs", "document", f"the history has what it does not name: {error!r}")
        return
    found = json.loads(canonical(found))
    if canonical({**{name: said.get(name) for name in GIVEN}, **found}) != snapshot.document:
        unlike = list(differences(said, found))
        yield from unlike or [Fault("edited", "document", "it is not the canonical text")]


def _renamed(said: Mapping[str, Any]) -> Iterator[str]:
    """What has another name or place today. That is no fault: names have no history."""
    names = Names(**said["names"])
    today = Organisation.objects.in_bulk([int(pk) for pk in names.organisations])
    for pk, one in names.organisations.items():
        organisation = today.get(int(pk))
        if any(getattr(organisation, name, None) != value for name, value in one.items()):
            yield f"organisation {one['code']}"
    people = User.objects.in_bulk([int(pk) for pk in names.people])
    for pk, name in names.people.items():
        person = people.get(int(pk))
        if person is None or person.full_name != name:
            yield f"person {name}"
