"""What came of a meeting: its notices, their tasks, and the way back."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.db.models.functions import RowNumber

from accounts.models import User
from reports.models import Conclusion, Meeting
from reports.queries.meetings.visible import meetings_of
from tasks.enums import InstrumentKind, Standing, Status
from tasks.models import Clause, Instrument, Task, TaskEvent
from tasks.rules.standing import standing_of
from tracker.lib.functions import Sorted

EACH = 20  # tasks of a clause that are read


@dataclass(frozen=True)
class Handed:
    """A task from a notice, with its standing today; None for a draft or one that is gone."""

    task: Task
    standing: Standing | None


@dataclass(frozen=True)
class Entrusted:
    """A clause of a notice, the first tasks from it that the reader may see, and how many more."""

    clause: Clause
    tasks: list[Handed]
    more: int


@dataclass(frozen=True)
class Noticed:
    """A notice with some of its clauses, and the tasks from these that the reader may see.

    `conclusion` is the tie to its meeting; it `is_used` once tasks were drafted from it since.
    """

    conclusion: Conclusion
    is_used: bool
    instrument: Instrument
    clauses: list[Entrusted]


def clauses_of(meeting: Meeting) -> "QuerySet[Clause]":
    """The clauses of its notices, in their order; to be read page by page."""
    tied = _ties(meeting).filter(untied_at=None).values("instrument")
    found = Clause.objects.filter(instrument__in=tied)
    return found.order_by("instrument__issued_on", "instrument", "position", "pk")


def notices_of(
    tied: Sequence[Conclusion], reader: User, *, on: date, clauses: Sequence[Clause]
) -> list[Noticed]:
    """The notices that are `tied` to a meeting, with those of their `clauses`. Three queries.

    However many tasks there are, EACH of a clause are read.
    """
    if not tied:
        return []
    tasks, used = _tasks_of(clauses, reader, on), drafted_since(tied)
    return [
        Noticed(
            each,
            each.instrument_id in used,
            each.instrument,
            [
                _entrusted(clause, tasks[clause.pk], on)
                for clause in clauses
                if clause.instrument_id == each.instrument_id
            ],
        )
        for each in tied
    ]


def _tasks_of(clauses: Sequence[Clause], reader: User, on: date) -> dict[int, list[Any]]:
    """Of each clause the first tasks that the reader may see, by code; `all_of_it` counts all."""
    visible = Task.objects.visible_to(reader, on=on).filter(clause__in=clauses)
    numbered = visible.annotate(
        place=Window(RowNumber(), partition_by=["clause"], order_by=["code_key", "pk"]),
        all_of_it=Window(Count("pk"), partition_by=["clause"]),
    )
    found: dict[int, list[Any]] = defaultdict(list)
    first = numbered.filter(place__lte=EACH).select_related("lead")
    for task in first.order_by("code_key", "pk"):
        found[task.clause_id].append(task)
    return found


def _entrusted(clause: Clause, tasks: list[Any], on: date) -> Entrusted:
    count = tasks[0].all_of_it if tasks else 0
    handed = [Handed(task, standing_of(task, on)) for task in tasks]
    return Entrusted(clause, handed, count - len(handed))


def ties_of(meeting: Meeting) -> tuple[list[Conclusion], list[Conclusion]]:
    """The notices in which it ended; what was tied to it and is not any more, the latest last."""
    found = list(_ties(meeting))
    gone = [(each.untied_at, each) for each in found if each.untied_at]
    tied = [each for each in found if not each.untied_at]
    return tied, [each for _moment, each in sorted(gone, key=lambda pair: pair[0])]


def _ties(meeting: Meeting) -> "QuerySet[Conclusion]":
    related = ("instrument__issuer", "by", "untied_by")
    return Conclusion.objects.filter(meeting=meeting).select_related(*related)


def drafted_since(tied: Collection[Conclusion]) -> set[int]:
    """Ids of the instruments of these of which a task was drafted after they were tied.

    A draft that was discarded is none.
    """
    moments = {each.instrument_id: each.recorded_at for each in tied}
    first = TaskEvent.objects.filter(task__clause__instrument__in=moments, revision=1)
    kept = first.exclude(task__status=Status.WITHDRAWN, task__assigned_on=None)
    found = kept.values_list("task__clause__instrument", "recorded_at")
    return {pk for pk, recorded_at in found if recorded_at > moments[pk]}


def tieable_to(meeting: Meeting) -> "QuerySet[Instrument]":
    """Conclusion notices that may be tied to it, the latest first."""
    tied = Conclusion.objects.filter(untied_at=None).values("instrument")
    notices = Instrument.objects.filter(kind=InstrumentKind.CONCLUSION_NOTICE)
    after = notices.filter(issued_on__gte=meeting.held_on)
    return after.exclude(pk__in=tied).order_by("-issued_on", Sorted("number"), "pk")


def meeting_behind(instrument: Instrument, reader: Any, *, on: date) -> Meeting | None:
    """The meeting that ended in this notice, if the reader may know of it. One query at most."""
    if instrument.kind != InstrumentKind.CONCLUSION_NOTICE:
        return None
    return meetings_of(reader, on=on).filter(pk__in=ended_in(instrument)).first()


def ended_in(instrument: Instrument) -> "QuerySet[Conclusion, Any]":
    """The id of the meeting that ended in this notice, whoever may know of it."""
    return Conclusion.objects.filter(instrument=instrument, untied_at=None).values("meeting")
