"""What is put before a meeting: as it was frozen, or as it would be if it were frozen now."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from accounts.models import Organisation
from accounts.queries.places import places_then, rows_under
from reports.models import Meeting, Snapshot
from reports.queries.meetings.counting import counted, ever_assigned
from reports.queries.meetings.frozen import Drawn, Frame
from reports.queries.meetings.horizon import Horizon, here
from reports.queries.meetings.parts import FrozenLines
from reports.rules.counts import Counts
from reports.rules.meetings.frozen import Formula, Line, Names, counts_in, figures, formulas_today
from tasks.enums import DeadlineBasis


@dataclass(frozen=True)
class Picture:
    """The tasks of a scope on a day, by what had been recorded at a moment, and their figures.

    There are `count` of `lines`, by code: they are read anew each time one goes through them.
    """

    frame: Frame
    lines: Iterable[Line]
    count: int
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
    return drawn(Frame(meeting.programme_id, day, here(), organisations_of(meeting, day)))


def organisations_of(meeting: Meeting, day: date) -> frozenset[int] | None:
    """Ids of those whose tasks the meeting is about, as organised on the day; None for all."""
    if meeting.organisation_id is None:
        return None
    return frozenset(rows_under(meeting.organisation_id, places_then(day)))


def drawn(frame: Frame) -> Picture:
    """From the events, counted by the database. Raises CountsDisagree."""
    names, formulas = names_on(frame.day), formulas_today()
    found = figures(counted(frame), names, formulas)
    return Picture(frame, Drawn(frame), ever_assigned(frame).count(), names, formulas, found)


def names_on(day: date) -> Names:
    """What all organisations are called, and their blocks on the Hanoi day `day`. Two queries.

    People are named on the lines.
    """
    then = {each: place.block for each, place in places_then(day).items()}
    said = Organisation.objects.values_list("pk", "code", "name", "name_en", "block")
    return Names(
        {
            str(pk): {"code": code, "name": name, "name_en": name_en, "block": then.get(pk, block)}
            for pk, code, name, name_en, block in said
        },
        {},
    )


def frozen_picture(snapshot: Snapshot) -> Picture:
    """From the document alone."""
    said = json.loads(snapshot.document)
    return Picture(
        frame_of(snapshot, said),
        FrozenLines(snapshot.pk),
        said["tasks"]["count"],
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
