"""Why, by what authority and from which day a secretary changes the course of a task."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from tasks.domain.recording import happened, record, required
from tasks.enums import Act
from tasks.models import Instrument, Task
from tasks.rules.authorising import NEEDS_INSTRUMENT
from tracker.clock import day_of
from tracker.lib.refused import Refused


@dataclass(frozen=True)
class Grounds:
    """`on` is the Hanoi day from which it holds, by default today."""

    reason: str
    instrument: Instrument | None = None
    on: date | None = None
    late_reason: str = ""

    def checked(self, act: Act, *, now: datetime, not_before: date | None) -> date:
        """The day. Raises Refused when day, reason or instrument cannot be."""
        day = happened(
            self.on, now=now, not_before=not_before, field="on", late_reason=self.late_reason
        )
        required(self.reason, field="reason")
        if self.instrument is None and act in NEEDS_INSTRUMENT:
            raise Refused(
                _("Name the instrument that authorises this."),
                code="instrument_missing",
                field="instrument",
            )
        if self.instrument is not None and self.instrument.issued_on > day_of(now):
            raise Refused(_("This day lies in the future."), code="future", field="instrument")
        return day

    def recorded(
        self, task: Task, act: Act, *, by: User, on: date, detail: dict[str, Any] | None = None
    ) -> Task:
        """The task, saved as changed by `act`."""
        return record(
            task,
            act,
            by=by,
            on=on,
            note=self.reason,
            late_reason=self.late_reason,
            instrument=self.instrument,
            detail=detail,
        )
