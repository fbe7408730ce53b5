"""The mail to administrators, in plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from notifications.enums import Trouble
from tracker.clock import HANOI


@dataclass(frozen=True)
class Alarm:
    """A trouble, and what exactly: one line each."""

    kind: Trouble
    details: Sequence[str]


def write_alarm(alarms: Iterable[Alarm], *, language: str, now: datetime) -> tuple[str, str]:
    """Subject and text. Asks no database: it may be what is silent."""
    with override(language):
        found = [(_sentence(alarm), alarm.details) for alarm in alarms]
        words = {
            "found": found,
            "moment": now.astimezone(HANOI),
            "url": f"{settings.PUBLIC_URL}/delivery/",
        }
        subject = _("Delivery of reminders: %(what)s") % {"what": found[0][0]}
        return subject, render_to_string("notifications/mail/alarm.txt", words)


def _sentence(alarm: Alarm) -> str:
    return {
        Trouble.ADDRESS: _("addresses were refused for good and get nothing more"),
        Trouble.CONTENT: _("messages were refused for good"),
        Trouble.LETTER: _("letters could not be written; the log says why"),
        Trouble.SENDER: _("the mail server does not take our mail"),
        Trouble.STORM: _("unusually many mails wait for your yes"),
        Trouble.SWEEPS: _("no sweep has ended since the moment below"),
        Trouble.DATABASE: _("the database does not answer"),
    }[alarm.kind]
