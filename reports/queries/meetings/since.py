"""What happened between two pictures of a programme, task by task as both are read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from reports.queries.meetings.counting import ever_assigned
from reports.queries.meetings.frozen import BY_CODE, Frame
from reports.queries.meetings.horizon import events_within, is_within
from reports.queries.meetings.pictures import Picture
from reports.rules.meetings.passages import Done, Passage
from reports.rules.meetings.since import Since
from tasks.enums import Act
from tracker.lib.refused import Refused
from tracker.lib.streams import Keyed, joined, keyed

MANY = 2000


def since(before: Picture, after: Picture, *watchers: Callable[[Passage], object]) -> Since:
    """How `before` became `after`: every task of either, and what was done to it. One pass.

    Raises Refused where they are about different programmes.
    """
    if before.frame.programme != after.frame.programme:
        raise Refused(
            _("These two meetings are about different programmes."), code="other_programme"
        )
    return Since(Passages(before, after), *watchers)


@dataclass(frozen=True)
class Passages:
    """By code, read anew each time; no more than a batch of either side is in memory."""

    before: Picture
    after: Picture

    def __iter__(self) -> Iterator[Passage]:
        code = attrgetter("code")
        sides = [keyed(side.lines, code) for side in (self.before, self.after)]
        acts, elsewhere = acts_between(self.before.frame, self.after.frame), self._elsewhere()
        for _code, (was, became, done, there) in joined(*sides, acts, elsewhere):
            if was or became:
                yield Passage(_one(was), _one(became), tuple(done), bool(there and not was))

    def _elsewhere(self) -> Iterator[Keyed]:
        """Tasks that were there before; none need be looked at where everything was in scope."""
        frame = self.before.frame
        if frame.organisations is not None:
            everywhere = ever_assigned(Frame(frame.programme, frame.day, frame.horizon))
            codes = everywhere.order_by(BY_CODE).values_list("code", flat=True)
            for code in codes.iterator(chunk_size=MANY):
                yield code, True


def acts_between(before: Frame, after: Frame) -> Iterator[tuple[str, Done]]:
    """By code what had been recorded after, and not before, in the order of recording.

    An act of which `before` knew already, but that happened after its day, counts as between.
    """
    told = is_within(before.horizon) & Q(act_on__lte=before.day)
    events = events_within(after.horizon, after.programme).leaves().exclude(told)
    rows = events.order_by(BY_CODE, "pk").values_list("code", "act", "act_on", "recorded_at")
    for code, act, on, recorded_at in rows.iterator(chunk_size=MANY):
        yield code, Done(Act(act), on, recorded_at, is_late=on <= before.day)


def _one(found: list[Any]) -> Any:
    return found[0] if found else None
