"""Whether a meeting is held at all."""

from django.utils.translation import gettext as _

from reports.models import Meeting
from tracker.lib.refused import Refused


def check_held(meeting: Meeting) -> None:
    """Raises Refused for one that was called off: nothing is put before it."""
    if meeting.called_off_at is not None:
        raise Refused(_("This meeting was called off."), code="called_off")
