"""Meetings for tests, planned and frozen through the domain by the right people."""

import json
from datetime import date
from typing import Any

from accounts.enums import Role
from accounts.models import User
from reports.domain import meetings
from reports.models import Meeting, Snapshot
from reports.queries.meetings.parts import document_of
from tasks.models import Programme
from tests import factories as f
from tracker import clock


def secretary(programme: Programme) -> User:
    return f.person(Role.SECRETARY, programme.owner)


def planned(programme: Programme | None = None, **words: Any) -> Meeting:
    """A meeting of today about today, unless told otherwise."""
    programme = programme or f.programme()
    day: date = words.get("cut_off") or clock.today()
    said: dict[str, Any] = {"name": "Họp Ban Chỉ đạo", "held_on": day, "cut_off": day} | words
    by = secretary(programme)
    return meetings.plan_meeting(by=by, now=clock.now(), programme=programme, **said)


def freeze(meeting: Meeting) -> Snapshot:
    return meetings.freeze(meeting, by=secretary(meeting.programme), now=clock.now())


def frozen(programme: Programme | None = None, **words: Any) -> Meeting:
    """Frozen at once."""
    meeting = planned(programme, **words)
    freeze(meeting)
    return Meeting.objects.get(pk=meeting.pk)


def text_of(meeting: Meeting) -> str:
    """The whole frozen document."""
    assert meeting.frozen
    return b"".join(document_of(meeting.frozen)).decode()


def told(text: str) -> dict[str, Any]:
    """A document as it is read: its head, and the lines of its tasks as `lines`."""
    head, *lines = [json.loads(line) for line in text.removesuffix("\n").split("\n")]
    return dict(head) | {"lines": lines}
