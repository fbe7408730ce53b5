"""A line for each task ever assigned in a scope, read from events and from nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, IntegerField, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from accounts.models import Organisation, User
from reports.queries.meetings.horizon import Horizon, is_within, last_events
from reports.rules.counts import Counts
from reports.rules.meetings.frozen import Line, Names
from tasks.enums import Act, DeadlineBasis, Standing, Status
from tasks.models import Clause, TaskEvent
from tasks.queries.standing import with_standing
from tasks.queries.then import line_of
from tasks.rules.standing import GONE, TimeLine, standing_on
from tasks.rules.steps import step_on

MANY = 2000
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


def lines_of(frame: Frame, names: Names | None = None) -> tuple[list[Line], Names]:
    """The lines, by code, and what is called how in them: `names`, or what all is called today.

    Six queries at most. Raises KeyError for somebody who is not among `names`.
    """
    states = list(_states(frame))
    names = names or _names(states)
    percents = _percents(frame)
    lines = (_line(state, frame.day, names, percents) for state in states)
    return sorted(lines, key=lambda line: line.code), names


def assigned_in(frame: Frame) -> set[int]:
    """Ids of the tasks of which there are lines."""
    return {state.event.task_id for state in _states(frame)}


def counted_by_database(frame: Frame, basis: DeadlineBasis) -> dict[int, Counts]:
    """Lead → its counts: the same figures another way, for both to be held together."""
    judged = with_standing(last_events(frame.horizon, frame.programme), frame.day, basis)
    if frame.organisations is not None:
        judged = judged.filter(lead_then__in=sorted(frame.organisations))
    clear = Count("pk", filter=Q(clear=True))
    grouped = judged.values("standing", led=F("lead_then"))
    rows = grouped.annotate(tasks=Count("pk"), clear_tasks=clear)
    found: dict[int, dict[str, int]] = {}
    for lead, standing, tasks, clear_tasks in rows.values_list(
        "led", "standing", "tasks", "clear_tasks"
    ):
        counts = found.setdefault(lead, {"total": 0, "clear": 0})
        counts["total"] += tasks
        counts["clear"] += clear_tasks
        if standing in Standing.values:
            counts[standing] = tasks
    return {lead: Counts(**counts) for lead, counts in found.items()}


def _states(frame: Frame) -> Iterator[State]:
    """Those that had been assigned by the day, in force or not, to somebody in the scope."""
    for event in _read(last_events(frame.horizon, frame.programme)):
        step = step_on(event.phase_from, frame.day)
        if step is None or event.phases[0] != Status.ASSIGNED:
            continue
        lead = event.leads[step_on(event.lead_from, frame.day) or 0]
        if frame.holds(lead):
            yield State(event, step, lead)


def _read(events: QuerySet[TaskEvent]) -> Iterable[TaskEvent]:
    return events.only(*READ).iterator(chunk_size=MANY)


def _names(states: Iterable[State]) -> Names:
    """What organisations, people and clauses that the states name are called today."""
    events = [state.event for state in states]
    leads = Organisation.objects.filter(pk__in={state.lead for state in states})
    people = User.objects.filter(
        pk__in={event.officer_id for event in events if event.officer_id is not None}
    )
    clauses = Clause.objects.filter(pk__in={event.clause_id for event in events})
    return Names(
        {
            str(one.pk): {
                "code": one.code,
                "name": one.name,
                "name_en": one.name_en,
                "block": one.block,
            }
            for one in leads
        },
        {str(one.pk): one.full_name for one in people},
        {
            str(one.pk): {"instrument": one.instrument.number, "clause": one.number}
            for one in clauses.select_related("instrument")
        },
    )


def _percents(frame: Frame) -> Mapping[int, int]:
    """Task → the per cent of the newest report about the day or one before."""
    reports = TaskEvent.objects.filter(
        is_within(frame.horizon),
        programme=frame.programme,
        act=Act.PROGRESS,
        act_on__lte=frame.day,
        act_detail__percent__isnull=False,
    ).annotate(reported=Cast(KT("act_detail__percent"), IntegerField()))
    newest = reports.exclude(reported=None).order_by("task_id", "-act_on", "-pk")
    return dict(newest.distinct("task_id").values_list("task_id", "reported"))


def _line(state: State, day: date, names: Names, percents: Mapping[int, int]) -> Line:
    event, line = state.event, line_of(state.event)
    phase, since = event.phases[state.step], event.phase_from[state.step]
    completed = phase == Status.COMPLETED
    judged = since if completed else day
    clause = names.clauses[str(event.clause_id)]
    return Line(
        id=event.task_id,
        code=event.code,
        title=event.title,
        lead=names.organisations[str(state.lead)]["code"],
        officer=names.people[str(event.officer_id)] if event.officer_id else "",
        instrument=clause["instrument"],
        clause=clause["clause"],
        assigned_on=_iso(event.phase_from[0]),
        phase=phase,
        since=_iso(since),
        standing=_standing(line, day, DeadlineBasis.IN_FORCE),
        standing_first=_standing(line, day, DeadlineBasis.FIRST),
        deadline=_iso(line.deadline_on(judged, DeadlineBasis.IN_FORCE)),
        first_deadline=_iso(line.deadline_on(judged, DeadlineBasis.FIRST)),
        completed_on=_iso(since) if completed else "",
        percent=100 if completed else percents.get(event.task_id, 0),
        gaps=() if phase in GONE else tuple(_gaps(event, judged)),
        event=event.pk,
        digest=bytes(event.digest).hex(),
    )


def _standing(line: TimeLine, day: date, basis: DeadlineBasis) -> str:
    standing = standing_on(line, day, basis)
    return standing.value if standing else ""


def _gaps(event: TaskEvent, day: date) -> list[str]:
    step = step_on(event.gap_from, day)
    return [] if step is None else [gap for gap in event.gap_steps[step].split(",") if gap]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
