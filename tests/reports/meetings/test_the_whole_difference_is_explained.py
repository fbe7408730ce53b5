"""On random histories: what was, and what became of it, sums to what is, for every standing."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from reports.queries.meetings.frozen import Frame
from reports.queries.meetings.horizon import here
from reports.queries.meetings.pictures import Picture, drawn
from reports.queries.meetings.since import since
from reports.rules.meetings.changes import Change
from reports.rules.meetings.passages import CLASSES, GONE, class_of
from reports.rules.meetings.since import Since
from tasks.enums import Standing
from tasks.models import TaskEvent
from tasks.queries.then import line_of
from tasks.rules.standing import standing_on
from tests.reference.history import a_world, steps, take
from tests.reference.stage import Stage
from tests.reference.world import Step, World

pytestmark = pytest.mark.django_db
plain = settings(
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# The others are rare in so few histories, and each has a test of its own.
OFTEN = {
    *(Change.ASSIGNED, Change.COMPLETED_ON_TIME, Change.OVERDUE, Change.WITHDRAWN),
    *(Change.CAME, Change.LEFT, Change.NONE),
}


def pictured(world: World, back: int, leads: int) -> Picture:
    """About so many days ago; of all, or of the first so many organisations."""
    day = date.fromordinal(world.today.toordinal() - back)
    scope = frozenset(lead.pk for lead in world.stage.leads[:leads]) if leads else None
    return drawn(Frame(world.stage.programme.pk, day, here(), scope))


def check(before: Picture, after: Picture, found: Since) -> None:
    for side, picture in ((found.before, before), (found.after, after)):
        assert {name: side[name] for name in Standing.values} == {
            name: picture.total().of(name) for name in Standing.values
        }
    for name in CLASSES:
        moved = sum(net[name] for net in found.moved.values())
        assert found.before[name] + moved == found.after[name]
        assert sum(n for (was, _), n in found.table.items() if was == name) == found.before[name]
        assert sum(n for (_, now), n in found.table.items() if now == name) == found.after[name]
    assert sum(found.changes.values()) == len(list(found.passages)) == sum(found.table.values())


def check_explained(before: Picture, after: Picture, found: Since) -> None:
    """Where nothing was done, the days alone make the difference: the same event says so."""
    same_scope = before.frame.organisations == after.frame.organisations
    for each in found.passages:
        if each.done or each.change in (Change.NONE, Change.CAME, Change.LEFT):
            continue
        assert same_scope, each
        event = TaskEvent.objects.get(pk=each.line.event)
        assert each.is_by_time
        assert class_of(each.after) == (standing_on(line_of(event), after.day) or GONE)
        assert each.before is None or each.before.event == event.pk


@pytest.mark.long
def test_whatever_happens() -> None:
    compared(20, number=57)


@pytest.mark.prove
@pytest.mark.parametrize("number", range(5))
def test_in_many_histories(number: int) -> None:
    compared(500, number=number)


def compared(histories: int, *, number: int) -> None:
    stage, met = Stage(), Counter[Change]()

    @seed(number)
    @settings(parent=plain, max_examples=histories)
    @given(
        history=steps(),
        cut=st.integers(2, 13),
        backs=st.tuples(st.integers(0, 4), st.integers(0, 4)),
        scopes=st.sampled_from([(0, 0), (0, 0), (2, 2), (1, 2), (2, 0), (0, 1)]),
    )
    def live(
        history: list[Step], cut: int, backs: tuple[int, int], scopes: tuple[int, int]
    ) -> None:
        with a_world(stage) as world:
            for step in history[:cut]:
                take(world, step)
            before = pictured(world, backs[0], scopes[0])
            for step in history[cut:]:
                take(world, step)
            after = pictured(world, backs[1], scopes[1])
            if after.day < before.day:
                after = drawn(replace(after.frame, day=before.day))
            found = since(before, after)
            check(before, after, found)
            check_explained(before, after, found)
            met.update(found.changes)

    live()
    assert met.keys() >= OFTEN, f"not met: {OFTEN - met.keys()}"
