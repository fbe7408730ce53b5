"""Meetings on other pages, and what their own pages show."""

from typing import Any

from django import template

from accounts.models import User
from reports.models import Meeting
from reports.queries.meetings.concluded import meeting_behind as found_behind
from reports.rules.meetings.passages import class_label as label_of
from tasks.models import Instrument
from tracker.clock import day_of, now_of

register = template.Library()


@register.simple_tag(takes_context=True)
def meeting_behind(context: dict[str, Any], instrument: Instrument) -> Meeting | None:
    """The meeting that ended in this notice, if the reader may know of it."""
    request = context["request"]
    if not isinstance(request.user, User):
        return None
    return found_behind(instrument, request.user, on=day_of(now_of(request)))


@register.filter
def class_label(name: str) -> str:
    """Of a standing, of no longer in force, or of not there."""
    return label_of(name)


@register.filter
def as_hex(digest: Any) -> str:
    """A digest as it is printed."""
    return bytes(digest).hex()
