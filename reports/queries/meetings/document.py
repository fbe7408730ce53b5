"""The document of a meeting: what it says about itself, and what was found in the history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.models import User
from reports.models import Meeting
from reports.queries.meetings.frozen import Frame
from reports.rules.meetings.frozen import EACH, VERSION, ByLead, Formula, Names, figures
from tasks.models import Seal

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


def said_of(
    meeting: Meeting, frame: Frame, *, by: User, now: datetime, seal: Seal | None
) -> dict[str, Any]:
    """Which meeting it is about, what was asked, who froze it and when, and what was known."""
    organisation = meeting.organisation
    return {
        "v": VERSION,
        "meeting": {
            "id": meeting.pk,
            "name": meeting.name,
            "held_on": meeting.held_on.isoformat(),
            "cut_off": meeting.cut_off.isoformat(),
        },
        "question": {
            "as_of": frame.day.isoformat(),
            "knowledge": "recorded by the moment of freezing",
            "organised": "then",
            "programme": {
                "code": meeting.programme.code,
                "name": meeting.programme.name,
                "name_en": meeting.programme.name_en,
            },
            "organisation": organisation.code if organisation else None,
            "organisations": None if frame.organisations is None else sorted(frame.organisations),
        },
        "frozen": {
            "at": now.strftime(MOMENT),
            "by": {"id": by.pk, "name": by.full_name},
            "events": frame.horizon.events,
            "visible": frame.horizon.visible,
            "written_in": frame.horizon.written_in,
            "seal": {"number": seal.number, "digest": bytes(seal.digest).hex()} if seal else None,
        },
    }


def contents(
    counts: ByLead, names: Names, formulas: Sequence[Formula], parts: Sequence[str], lines: int
) -> dict[str, Any]:
    """What was found: to be computed again at any time from the history, with the same names."""
    return {
        "figures": figures(counts, names, formulas),
        "formulas": [formula.as_data() for formula in formulas],
        "names": names.as_data(),
        "tasks": {"count": lines, "each": EACH, "parts": list(parts)},
    }
