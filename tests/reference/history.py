"""Random histories: what people do to a few tasks, done through the domain under a moving clock.

A `Step` is plain numbers, so that hypothesis can draw and shrink it; `take` turns it into an act
that is possible at that moment, recorded at once or late, and writes down the deed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import strategies as st

from tasks.enums import Act
from tasks.models import Task
from tests.reference.acts import DO
from tests.reference.possible import WEIGHTS, possible
from tests.reference.stage import Owed, Stage
from tests.reference.wide import WIDE, a_minute_later
from tests.reference.world import SLOTS, Step, World

ACTS = 15


def steps() -> st.SearchStrategy[list[Step]]:
    """So many steps; each becomes an act."""
    step = st.builds(
        Step,
        slot=st.integers(0, SLOTS - 1),
        act=st.integers(0, 255),
        days=st.sampled_from([0, 0, 1, 1, 2, 4]),
        late=st.sampled_from([0, 0, 1, 2, 5, 9]),
        choice=st.integers(0, 3),
    )
    return st.lists(step, min_size=ACTS, max_size=ACTS)


@contextmanager
def a_world(stage: Stage) -> Iterator[World]:
    """A history that leaves nothing behind, its days included."""
    with transaction.atomic():
        yield World(stage)
        transaction.set_rollback(True)


def take(world: World, step: Step) -> Act:
    """Let the days pass and do the act; returns it."""
    world.pass_by(step.days)
    owed = world.slots[step.slot]
    acts = possible(world, owed.task)
    if not acts:
        owed = world.slots[step.slot] = world.waiting.pop(0)
        acts = possible(world, owed.task)
    drawn = [act for act in acts for _each in range(WEIGHTS[act])]
    act = drawn[step.act % len(drawn)]
    _do(act, world, owed, step)
    owed.task = Task.objects.get(pk=owed.task.pk)
    if act is Act.REVOKE and world.mergers:
        a_minute_later(world)
    return act


def _do(act: Act, world: World, owed: Owed, step: Step) -> None:
    if act in WIDE:
        WIDE[act](world, owed, step)
    else:
        done = DO[act](world, owed.task, step)
        world.wrote(owed, act, done.on, owed.said if act is Act.ASSIGN else done.said)
