"""What happened between two pictures of a programme."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from reports.queries.meetings.frozen import Frame, assigned_in
from reports.queries.meetings.horizon import events_within, is_within
from reports.queries.meetings.pictures import Picture
from reports.rules.meetings.since import Done, Since, compared
from tasks.enums import Act
from tracker.lib.refused import Refused


def since(before: Picture, after: Picture) -> Since:
    """How `before` became `after`: every task of either, and what was done to it. Two queries.

    Raises Refused where they are about different programmes.
    """
    if before.frame.programme != after.frame.programme:
        raise Refused(
            _("These two meetings are about different programmes."), code="other_programme"
        )
    here = {line.id for line in before.lines}
    new = {line.id for line in after.lines} - here
    elsewhere = new & _ever_assigned(before.frame)
    done = acts_between(before.frame, after.frame)
    return compared(before.lines, after.lines, done, elsewhere)


def acts_between(before: Frame, after: Frame) -> Mapping[int, Sequence[Done]]:
    """Task → what had been recorded of it after, and not before, in the order of recording.

    An act of which `before` knew already, but that happened after its day, counts as between.
    """
    told = is_within(before.horizon) & Q(act_on__lte=before.day)
    events = events_within(after.horizon, after.programme).leaves().exclude(told)
    found: dict[int, list[Done]] = defaultdict(list)
    rows = events.order_by("pk").values_list("task_id", "act", "act_on", "recorded_at")
    for task, act, on, recorded_at in rows:
        found[task].append(Done(Act(act), on, recorded_at, is_late=on <= before.day))
    return found


def _ever_assigned(frame: Frame) -> set[int]:
    """Tasks that were there outside of the scope; none where everything was in it."""
    if frame.organisations is None:
        return set()
    return assigned_in(Frame(frame.programme, frame.day, frame.horizon))
