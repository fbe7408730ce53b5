"""Whatever people do in whatever order: the task, its history and its figures stay together."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reports.queries.rates.recounting import differences
from tasks.enums import Act, DeadlineBasis, Knowledge
from tasks.models import Task, TaskEvent
from tasks.models.state import TaskState
from tasks.queries.standing import states_on, with_standing
from tasks.rules.standing import TimeLine, standing_on
from tests.tasks.walking import DECISIONS, DO, Step, World, a_world, walks
from tracker import clock
from tracker.clock import end_of

pytestmark = pytest.mark.django_db
STATE = [field.name for field in TaskState._meta.local_fields]
# A failing walk is not made smaller: that takes minutes, and its acts can be read as they are.
short = settings(
    max_examples=1,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
long = settings(parent=short, max_examples=1000)
Standings = dict[int, str]


def lived(steps: list[Step], *, prompt: bool = False) -> set[Act]:
    """Play the walk; check the rows after each act, and the figures at the end. The acts met."""
    with a_world(prompt=prompt) as world:
        start, at_its_end = clock.today(), {}
        for step in steps:
            if step.days > 2:
                at_its_end[clock.today()] = _in_sql(clock.today(), Knowledge.KNOWN)
            _check_rows(world.take(step))
        assert len(world.taken) >= 15
        for day, known in at_its_end.items():
            assert _in_sql(day, Knowledge.KNOWN) == known, "what was known then has changed"
        _check_figures(world, start)
    return set(world.taken)


def _check_rows(task: Task) -> None:
    """One event for each revision, the last of which is the task; the rest the database checks."""
    [state] = Task.objects.filter(pk=task.pk).values(*STATE)
    events = TaskEvent.objects.filter(task=task).values(*STATE)
    assert events.latest("revision") == state
    assert len(events) == state["revision"]
    assert state["act"] != Act.UNATTRIBUTED
    assert state["phase_from"] == sorted(state["phase_from"])


def _check_figures(world: World, start: date) -> None:
    """The database and plain Python agree on days all over, both ways, by both deadlines."""
    tasks, events = list(Task.objects.all()), list(TaskEvent.objects.order_by("revision"))
    assert differences(clock.today()) == [], "the tally differs"
    for day in _days_that_matter(tasks, start):
        known_then = {e.task_id: e for e in events if e.recorded_at < end_of(day)}
        for basis in DeadlineBasis:
            happened = _in_sql(day, Knowledge.HAPPENED, basis)
            known = _in_sql(day, Knowledge.KNOWN, basis)
            assert happened == _in_python({task.pk: task for task in tasks}, day, basis)
            assert known == _in_python(known_then, day, basis)
            assert happened == known or not world.prompt or day > clock.today()


def _days_that_matter(tasks: list[Task], start: date) -> list[date]:
    """Some eight of those on which, or on whose eve, something begins or is due."""
    days = {day for task in tasks for day in [*task.deadlines, *task.phase_from]}
    near = sorted({start} | days | {day + timedelta(days=1) for day in days})
    return near[:: 1 + len(near) // 8]


def _in_sql(
    day: date, knowledge: Knowledge, basis: DeadlineBasis = DeadlineBasis.IN_FORCE
) -> Standings:
    states = with_standing(states_on(day, knowledge), day, basis)
    key = "task_id" if knowledge is Knowledge.KNOWN else "pk"
    return dict(states.values_list(key, "standing"))


def _in_python(
    states: Mapping[int, Task | TaskEvent], day: date, basis: DeadlineBasis
) -> Standings:
    found = {key: standing_on(_line(state), day, basis) for key, state in states.items()}
    return {key: standing.value for key, standing in found.items() if standing}


def _line(state: Task | TaskEvent) -> TimeLine:
    return TimeLine(state.phases, state.phase_from, state.deadlines, state.deadline_from)


@pytest.mark.long
def test_with_late_records() -> None:
    met: set[Act] = set()

    @settings(parent=short, max_examples=5, derandomize=True)
    @given(steps=walks())
    def walk(steps: list[Step]) -> None:
        met.update(lived(steps))

    walk()
    assert met == set(DO) | DECISIONS, "the walks leave something out"


@pytest.mark.long
@short
@given(steps=walks(late=False))
def test_as_known_then_is_as_it_happened_when_nothing_is_late(steps: list[Step]) -> None:
    lived(steps, prompt=True)


@pytest.mark.prove
@long
@given(steps=walks())
def test_many_with_late_records(steps: list[Step]) -> None:
    lived(steps)


@pytest.mark.prove
@long
@given(steps=walks(late=False))
def test_many_without(steps: list[Step]) -> None:
    lived(steps, prompt=True)
