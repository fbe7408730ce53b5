"""The drawn time line of a task, and the table behind it: the same points, in two forms."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tasks.enums import Act, Standing, Status
from tasks.interfaces.sentences import Told
from tasks.interfaces.web.marks import SHAPES
from tasks.models import Task, TaskEvent
from tasks.templatetags.task_words import day
from tracker.lib.time_lines import BAND, TICK, Drawing, Place, Point, across, down, ticks

# Act → its mark, and which labels stay when there is no room for all.
MARKS: dict[Act, tuple[str, int]] = {
    Act.ASSIGN: ("assigned", 5),
    Act.PROGRESS: ("progress", 1),
    Act.SUBMIT: ("submitted", 4),
    Act.ACCEPT: ("accepted", 4),
    Act.RETURN: ("returned", 4),
    Act.REVOKE: ("revoked", 4),
    Act.ASK_EXTENSION: ("asked", 3),
    Act.GRANT_EXTENSION: ("granted", 3),
    Act.REFUSE_EXTENSION: ("refused", 3),
    Act.SUSPEND: ("suspended", 3),
    Act.RESUME: ("resumed", 3),
    Act.RAISE: ("obstacle", 2),
    Act.ANSWER: ("answered", 2),
    Act.PART_DONE: ("part", 1),
    Act.PART_RETURN: ("returned", 1),
    Act.REASSIGN: ("passed", 3),
    Act.PASS: ("passed", 3),
    **dict.fromkeys((Act.WITHDRAW, Act.END, Act.DISCARD), ("stopped", 5)),
    **dict.fromkeys((Act.SPLIT, Act.MERGE, Act.REPLACE), ("stopped", 5)),
}
FIXED = 9  # the weight of what always has its label
OVER = (Status.COMPLETED, Status.WITHDRAWN, Status.ENDED)


@dataclass(frozen=True)
class Mark:
    """A point with its mark, and in one sentence what it stands for."""

    kind: str
    point: Point
    name: str | Promise
    said: str | Promise = ""

    @property
    def shape(self) -> str:
        return SHAPES[self.kind]


@dataclass(frozen=True)
class Span:
    """A stretch of days: until the deadline, an extension, late, or suspended."""

    kind: str
    first: date
    last: date
    name: str | Promise

    @property
    def hatch(self) -> str:
        """The pattern that fills it, if any."""
        return {"late": "late", "suspended": "rest"}.get(self.kind, "")


@dataclass(frozen=True)
class Drawn:
    """One of the two forms: what is drawn, in the drawing's own units."""

    drawing: Drawing
    marks: list[tuple[Mark, Place]]
    spans: list[tuple[Span, int, int]]
    months: list[tuple[date, int]]

    @property
    def length(self) -> int:
        return self.drawing.scale.end - self.drawing.scale.start


@dataclass(frozen=True)
class TimeLine:
    """`across` for wide screens and paper, `down` for narrow ones, `rows` for the table."""

    across: Drawn
    down: Drawn
    rows: list[Mark]
    spans: list[Span]
    first: date
    last: date
    band: int = BAND

    @property
    def alt(self) -> str:
        words = {"first": day(self.first), "last": day(self.last), "count": len(self.rows)}
        return _("From %(first)s to %(last)s, %(count)d marks; the table names them all.") % words


def time_line(
    task: Task, history: Sequence[Told], standing: Standing | None, today: date
) -> TimeLine | None:
    """None for what was never assigned. `history` as it is told, in any order."""
    if task.assigned_on is None:
        return None
    late = standing == Standing.OVERDUE
    marks = [*_happened(history), *_due(task, late=late), *_now(task, today)]
    spans = list(_spans(task, task.assigned_on, today, late=late))
    days = [mark.point.day for mark in marks] + [span.last for span in spans]
    first, last = min(days), max(days)
    points = [mark.point for mark in marks]
    forms = [draw(points, first=first, last=last) for draw in (across, down)]
    wide, narrow = (_drawn(form, marks, spans) for form in forms)
    rows = sorted(marks, key=lambda mark: mark.point.day)
    return TimeLine(wide, narrow, rows, spans, first, last)


def _drawn(drawing: Drawing, marks: list[Mark], spans: list[Span]) -> Drawn:
    scale = drawing.scale
    now = [scale.at(mark.point.day) for mark in marks if mark.kind == "today"]
    months = [(month, scale.at(month)) for month in ticks(scale)]
    return Drawn(
        drawing=drawing,
        marks=list(zip(marks, drawing.places, strict=True)),
        spans=[
            (span, at := scale.at(span.first), max(scale.at(span.last) - at, 2)) for span in spans
        ],
        months=[(month, at) for month, at in months if not any(at < x < at + TICK for x in now)],
    )


def _happened(history: Iterable[Told]) -> Iterator[Mark]:
    """What somebody did, the oldest first."""
    for told in sorted(history, key=lambda told: (told.event.act_on, told.event.revision)):
        act = Act(told.event.act)
        if act not in MARKS:
            continue
        kind, weight = MARKS[act]
        name = _name(act, told.event)
        yield _mark(kind, told.event.act_on, name, told.sentence, weight=weight)


def _name(act: Act, event: TaskEvent) -> str | Promise:
    if act is Act.PROGRESS and "report" not in event.act_detail:
        return _("%(percent)s%% done") % {"percent": event.percent}
    return act.label


def _due(task: Task, *, late: bool) -> Iterator[Mark]:
    """The deadlines: the first, those between, and the one now."""
    deadlines = [found for found in dict.fromkeys(task.deadlines) if found is not None]
    for deadline in deadlines[:-1]:
        first = deadline == task.first_deadline
        name = _("First deadline") if first else _("Earlier deadline")
        yield _mark("first" if first else "earlier", deadline, name, above=True)
    if deadlines:
        name = _("Deadline now") if len(deadlines) > 1 else _("Deadline")
        yield _mark("late" if late else "deadline", deadlines[-1], name, above=True)


def _now(task: Task, today: date) -> Iterator[Mark]:
    """The day of completion; and today, while it goes on."""
    if task.completed_on is not None:
        yield _mark("completed", task.completed_on, _("Completed"), above=True)
    if task.status not in OVER:
        yield _mark("today", today, _("Today"), above=True)


def _mark(
    kind: str,
    on: date,
    name: str | Promise,
    said: str = "",
    *,
    above: bool = False,
    weight: int = FIXED,
) -> Mark:
    text = f"{name} · {day(on)}"
    return Mark(kind, Point(on, text, above=above, weight=weight), name, said)


def _spans(task: Task, assigned: date, today: date, *, late: bool) -> Iterator[Span]:
    first, due = task.first_deadline, task.deadline
    if first and first > assigned:
        yield Span("term", assigned, first, _("until the first deadline"))
    if first and due and due > first:
        yield Span("more", max(first, assigned), due, _("extended"))
    if late and due:
        yield Span("late", max(due, assigned), today, _("overdue"))
    steps = [*zip(task.phases, task.phase_from, strict=True), ("", today)]
    for (phase, since), (_next, until) in pairwise(steps):
        if phase == Status.SUSPENDED:
            yield Span("suspended", since, until, _("suspended"))
