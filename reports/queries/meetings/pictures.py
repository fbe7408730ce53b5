"""What is put before a meeting: as it was frozen, or as it would be if it were frozen now."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from accounts.models import Organisation
from reports.models import Meeting, Snapshot
from reports.queries.meetings.frozen import Frame, lines_of
from reports.queries.meetings.horizon import Horizon, here
from reports.rules.counts import Counts
from reports.rules.meetings.frozen import Formula, Line, Names, counts_in, figures, formulas_today
from tasks.enums import DeadlineBasis


@dataclass(frozen=True)
class Picture:
    """The tasks of a scope on a day, by what had been recorded at a moment, and their figures."""

    frame: Frame
    lines: Sequence[Line]
    names: Names
    formulas: Sequence[Formula]
    figures: Mapping[str, Any]

    @property
    def day(self) -> date:
        return self.frame.day

    def total(self, basis: DeadlineBasis = DeadlineBasis.IN_FORCE) -> Counts:
        """Of all tasks in force."""
        return counts_in(self.figures[basis.value]["total"])

    def sliced(self, by: str, basis: DeadlineBasis = DeadlineBasis.IN_FORCE) -> dict[str, Counts]:
        """By "blocks" or by "organisations": key or code → counts."""
        found = self.figures[basis.value][by]
        return {key: counts_in(figure) for key, figure in found.items()}

    @cached_property
    def by_code(self) -> dict[str, Mapping[str, str]]:
        """Code of an organisation → what it was called: `name`, `name_en` and `block`."""
        return {one["code"]: one for one in self.names.organisations.values()}


def picture_of(meeting: Meeting, *, today: date) -> Picture:
    """As frozen; of a meeting that is only planned a preview, as of today at the latest."""
    if meeting.frozen:
        return frozen_picture(meeting.frozen)
    return picture_now(meeting, day=meeting.day_on(today))


def picture_now(meeting: Meeting, *, day: date) -> Picture:
    """What the scope of the meeting looks like by all that is recorded now, about `day`."""
    return drawn(Frame(meeting.programme_id, day, here(), organisations_of(meeting)))


def organisations_of(meeting: Meeting) -> frozenset[int] | None:
    """Ids of those whose tasks the meeting is about, as organised today; None for all."""
    if meeting.organisation_id is None:
        return None
    below = Organisation.objects.below([meeting.organisation_id])
    return frozenset(below.values_list("pk", flat=True))


def drawn(
    frame: Frame, names: Names | None = None, formulas: Sequence[Formula] | None = None
) -> Picture:
    """From the events; names and formulas are those of today unless given.

    Raises CountsDisagree for standings that do not sum to the total.
    """
    formulas = formulas_today() if formulas is None else formulas
    lines, names = lines_of(frame, names)
    return Picture(frame, lines, names, formulas, figures(lines, names, formulas))


def frozen_picture(snapshot: Snapshot) -> Picture:
    """From the document alone."""
    said = json.loads(snapshot.document)
    return Picture(
        frame_of(snapshot, said),
        [Line.of(line) for line in said["tasks"]],
        Names(**said["names"]),
        [Formula.of(formula) for formula in said["formulas"]],
        said["figures"],
    )


def frame_of(snapshot: Snapshot, said: Mapping[str, Any]) -> Frame:
    """What the document is about; `said` is what it says."""
    within = said["question"]["organisations"]
    return Frame(
        snapshot.meeting.programme_id,
        snapshot.meeting.cut_off,
        Horizon(snapshot.last_event, snapshot.visible, snapshot.written_in),
        None if within is None else frozenset(within),
    )
