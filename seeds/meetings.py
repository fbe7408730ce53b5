"""The meetings of the demo: planned, and two of them frozen, at their moments in the story."""

from collections import deque
from collections.abc import Callable
from datetime import datetime

from accounts.models import User
from reports.domain.meetings import freeze, plan_meeting
from seeds.story.calendar import HANOI
from seeds.story.tables import Row, day, rows
from tasks.domain.sealing import seal
from tasks.models import Programme

BY = "secretary"


class Meetings:
    """Those of `meetings.csv`, in their order; `move_clock` sets the demo's clock."""

    def __init__(self, programme: Programme, by: User, move_clock: Callable[[datetime], None]):
        self.programme, self.by, self.move_clock = programme, by, move_clock
        self._waiting = deque(rows("meetings"))

    def until(self, moment: datetime) -> None:
        """Do what is due by then."""
        while self._waiting and _moment(self._waiting[0]) <= moment:
            self._do(self._waiting.popleft())

    def _do(self, row: Row) -> None:
        now = _moment(row)
        self.move_clock(now)
        meeting = plan_meeting(
            by=self.by,
            now=now,
            programme=self.programme,
            name=row["name"],
            held_on=day(row["held_on"]),
            cut_off=day(row["cut_off"]),
        )
        if row["frozen"]:
            seal(now=now)
            freeze(meeting, by=self.by, now=now)


def _moment(row: Row) -> datetime:
    return datetime.fromisoformat(row["recorded_at"]).replace(tzinfo=HANOI)
