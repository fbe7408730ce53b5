"""A line for each task ever assigned in a scope, read from events and from nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import IntegerField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Collate

from accounts.models import Organisation, User
from reports.queries.meetings.horizon import Horizon, is_within, last_events
from reports.rules.meetings.frozen import EACH, Line
from tasks.enums import Act, DeadlineBasis, Status
from tasks.models import Clause, TaskEvent
from tasks.queries.then import line_of
from tasks.rules.standing import GONE, TimeLine, standing_on
from tasks.rules.steps import step_on
from tracker.lib.streams import batches

BY_CODE = Collate("code", "C")  # as Python compares
READ = (
    *("task_id", "code", "title", "clause_id", "officer_id", "phases", "phase_from", "deadlines"),
    *("deadline_from", "leads", "lead_from", "gap_steps", "gap_from", "digest", "programme_id"),
)


@dataclass(frozen=True)
class Frame:
    """What a document is about: a programme (id), a Hanoi day, and what had been recorded.

    `organisations` are the ids of those whose tasks it lists; None for all.
    """

    programme: int
    day: date
    horizon: Horizon
    organisations: frozenset[int] | None = None

    def holds(self, lead: int) -> bool:
        """Whether tasks that this organisation leads are among its lines."""
        return self.organisations is None or lead in self.organisations


@dataclass(frozen=True)
class State:
    """A task as its last event says it was on the day, with names still as ids."""

    event: TaskEvent
    step: int
    lead: int
    percent: int


@dataclass(frozen=True)
class Called:
    """What the names on a line are."""

    lead: str
    officer: str
    instrument: str
    clause: str


@dataclass
class Drawn:
    """The lines of a frame by code, with the names of today; gone through, all is read anew.

    Some EACH lines are in memory at a time. `people` are those whose names were met, by id.
    """

    frame: Frame
    people: dict[int, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Line]:
        """Four queries for every EACH lines."""
        leads = dict(Organisation.objects.values_list("pk", "code"))
        for states in batches(states_of(self.frame), EACH):
            officers, clauses = _officers(states), _clauses(states)
            self.people |= officers
            for state in states:
                clause = clauses[state.event.clause_id]
                officer = officers[state.event.officer_id] if state.event.officer_id else ""
                number = clause.instrument.number
                called = Called(leads[state.lead], officer, number, clause.number)
                yield line_on(state, self.frame.day, called)


def states_of(frame: Frame) -> Iterator[State]:
    """Those that had been assigned by the day, in force or not, to somebody in the scope; by code.

    A query for all, and one for every EACH of them.
    """
    found = last_events(frame.horizon, frame.programme).order_by(BY_CODE).only(*READ)
    for events in batches(found.iterator(chunk_size=EACH), EACH):
        percents = _percents(frame, events)
        for event in events:
            step = step_on(event.phase_from, frame.day)
            if step is None or event.phases[0] != Status.ASSIGNED:
                continue
            lead = event.leads[step_on(event.lead_from, frame.day) or 0]
            if frame.holds(lead):
                yield State(event, step, lead, percents.get(event.task_id, 0))


def line_on(state: State, day: date, called: Called) -> Line:
    """The line of a task about the Hanoi day `day`."""
    event, line = state.event, line_of(state.event)
    phase, since = event.phases[state.step], event.phase_from[state.step]
    completed = phase == Status.COMPLETED
    judged = since if completed else day
    return Line(
        id=event.task_id,
        code=event.code,
        title=event.title,
        lead=called.lead,
        officer=called.officer,
        clause_id=event.clause_id,
        instrument=called.instrument,
        clause=called.clause,
        assigned_on=_iso(event.phase_from[0]),
        phase=phase,
        since=_iso(since),
        standing=_standing(line, day, DeadlineBasis.IN_FORCE),
        standing_first=_standing(line, day, DeadlineBasis.FIRST),
        deadline=_iso(line.deadline_on(judged, DeadlineBasis.IN_FORCE)),
        first_deadline=_iso(line.deadline_on(judged, DeadlineBasis.FIRST)),
        completed_on=_iso(since) if completed else "",
        percent=100 if completed else state.percent,
        gaps=() if phase in GONE else tuple(_gaps(event, judged)),
        event=event.pk,
        digest=bytes(event.digest).hex(),
    )


def _officers(states: list[State]) -> dict[int, str]:
    people = User.objects.filter(
        pk__in={state.event.officer_id for state in states if state.event.officer_id is not None}
    )
    return dict(people.values_list("pk", "full_name"))


def _clauses(states: list[State]) -> dict[int, Clause]:
    named = Clause.objects.select_related("instrument").defer("text")
    return named.in_bulk({state.event.clause_id for state in states})


def _percents(frame: Frame, events: list[TaskEvent]) -> Mapping[int, int]:
    """Task → the per cent of the newest report about the day or one before."""
    reports = TaskEvent.objects.filter(
        is_within(frame.horizon),
        task__in=[event.task_id for event in events],
        programme=frame.programme,
        act=Act.PROGRESS,
        act_on__lte=frame.day,
        act_detail__percent__isnull=False,
    ).annotate(reported=Cast(KT("act_detail__percent"), IntegerField()))
    newest = reports.exclude(reported=None).order_by("task_id", "-act_on", "-pk")
    return dict(newest.distinct("task_id").values_list("task_id", "reported"))


def _standing(line: TimeLine, day: date, basis: DeadlineBasis) -> str:
    standing = standing_on(line, day, basis)
    return standing.value if standing else ""


def _gaps(event: TaskEvent, day: date) -> list[str]:
    step = step_on(event.gap_from, day)
    return [] if step is None else [gap for gap in event.gap_steps[step].split(",") if gap]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
