"""What came of a meeting: its notices, their tasks, and the way back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from reports.models import Conclusion, Meeting
from reports.queries.meetings.visible import meetings_of
from tasks.enums import InstrumentKind, Standing
from tasks.models import Clause, Instrument, Task
from tasks.rules.standing import standing_of


@dataclass(frozen=True)
class Handed:
    """A task from a notice, with its standing today; None for a draft or one that is gone."""

    task: Task
    standing: Standing | None


@dataclass(frozen=True)
class Noticed:
    """A notice with each of its clauses, and the tasks from it that the reader may see."""

    instrument: Instrument
    clauses: list[tuple[Clause, list[Handed]]]


def notices_of(meeting: Meeting, reader: User, *, on: date) -> list[Noticed]:
    """The notices in which the meeting ended. Three queries."""
    tied = Conclusion.objects.filter(meeting=meeting).select_related("instrument__issuer")
    notices = [conclusion.instrument for conclusion in tied]
    if not notices:
        return []
    clauses = list(Clause.objects.filter(instrument__in=notices).order_by("position", "pk"))
    visible = Task.objects.visible_to(reader, on=on).select_related("lead")
    tasks = list(visible.filter(clause__in=clauses).order_by("code"))
    return [
        Noticed(
            notice,
            [
                (clause, list(_handed(clause, tasks, on)))
                for clause in clauses
                if clause.instrument_id == notice.pk
            ],
        )
        for notice in notices
    ]


def _handed(clause: Clause, tasks: list[Task], on: date) -> Iterator[Handed]:
    for task in tasks:
        if task.clause_id == clause.pk:
            yield Handed(task, standing_of(task, on))


def meeting_behind(instrument: Instrument, reader: Any, *, on: date) -> Meeting | None:
    """The meeting that ended in this notice, if the reader may know of it. One query at most."""
    if instrument.kind != InstrumentKind.CONCLUSION_NOTICE:
        return None
    return meetings_of(reader, on=on).filter(conclusions__instrument=instrument).first()
