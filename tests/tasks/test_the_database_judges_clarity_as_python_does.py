"""The twins of clarity, row by row, among random organisations, people and tasks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from accounts.enums import LEVELS, OrganisationKind, Role
from accounts.models import Membership, Organisation, User
from tasks.enums import UNFINISHED, Clarity, Rhythm, Status
from tasks.models import Task
from tasks.queries.clarity import facts_for, lacking_of
from tasks.rules.clarity import gaps_of
from tasks.rules.parts import JoinedPart, written
from tests.factories import (
    ClauseFactory,
    OrganisationFactory,
    ProgrammeFactory,
    UserFactory,
)
from tests.tasks.unguarded import unguarded

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
FIRST, DAYS = date(2025, 11, 3), 10


@dataclass(frozen=True)
class World:
    """What tasks refer to; bodies lie one below another in short chains."""

    bodies: list[Organisation]
    people: list[User]


def day(random: Random) -> date:
    return FIRST + timedelta(days=random.randint(0, DAYS))


def life(random: Random) -> tuple[date, date | None]:
    start, end = sorted((day(random), day(random)))
    return start, None if random.random() < 0.6 else end


def world(random: Random) -> World:
    bodies: list[Organisation] = []
    for _ in range(12):
        start, end = life(random)
        parent = random.choice([None, *bodies[-3:]])
        kind = random.choice(list(OrganisationKind))
        bodies.append(
            OrganisationFactory.create(parent=parent, kind=kind, alive_from=start, alive_until=end)
        )
    people = [UserFactory.create(is_active=random.random() < 0.9) for _ in range(8)]
    for _ in range(24):
        start, end = life(random)
        held = {"user": random.choice(people), "organisation": random.choice(bodies)}
        Membership.objects.get_or_create(
            **held, role=random.choice(list(Role)), from_day=start, defaults={"until_day": end}
        )
    return World(bodies, people)


def part(random: Random, body: Organisation) -> JoinedPart:
    phases = random.choice([(), ("assigned",), ("assigned", "withdrawn")])
    text = random.choice(["Góp ý", "Góp ý", ""])
    return JoinedPart(body.pk, text, phases=phases, phase_from=(FIRST,) * len(phases))


def columns(random: Random, place: World) -> dict[str, Any]:
    """A task in any unfinished state; each of its words may be missing."""
    lead, *others = random.sample(place.bodies, 4)

    status = random.choice(sorted(UNFINISHED))
    regular = random.random() < 0.5 and status != Status.SUBMITTED
    dated = not regular and (random.random() < 0.7 or status == Status.SUBMITTED)
    return {
        "status": status,
        "phases": [status],
        "phase_from": [FIRST],
        "lead": lead,
        "title": random.choice(["Ban hành nghị định", "\u00a0\n", " "]),
        "officer": random.choice([*place.people, None]),
        "authority": random.choice([*place.bodies, lead, None]),
        "is_regular": regular,
        "rhythm": random.choice(["", *Rhythm.values]) if regular else "",
        "deadlines": [FIRST] if dated else [],
        "deadline_from": [FIRST] if dated else [],
        "deliverable_kind": random.choice(["decree", "decree", ""]),
        "deliverable_measure": random.choice(["nghị định", "nghị định", ""]),
        "deliverable_count": random.choice([1, 322, None]),
        "parts": written(part(random, body) for body in others[: random.randint(0, 3)]),
    }


def tasks_in(random: Random, place: World, count: int) -> Sequence[Task]:
    shared = {
        "programme": ProgrammeFactory.create(),
        "clause": ClauseFactory.create(),
        "act_on": FIRST,
        "lead_from": [FIRST],
        "gap_steps": [""],
        "gap_from": [FIRST],
    }
    rows: list[dict[str, Any]] = [shared | columns(random, place) for _ in range(count)]
    return Task.objects.bulk_create(
        Task(code=str(number), leads=[row["lead"].pk], **row) for number, row in enumerate(rows)
    )


def compare(random: Random, count: int) -> Counter[str]:
    """Every task on every day; returns how often each clarity was missing, and "" for none."""
    seen: Counter[str] = Counter()
    tasks = tasks_in(random, world(random), count)
    for on in (FIRST + timedelta(days=n) for n in range(-1, DAYS + 2)):
        found = lacking_of(tasks, on=on)
        assert set(found) == {task.pk for task in tasks}
        for task in tasks:
            lacking = gaps_of(task, facts_for(task, on=on))
            assert found[task.pk] == lacking, (task.__dict__, on)
            seen.update(lacking or [""])
    return seen


def drawn(examples: int, count: int) -> Counter[str]:
    worlds: list[Random] = []

    @settings(max_examples=examples, deadline=None, phases=[Phase.generate], database=None)
    @given(seed=st.integers(0, 2**32))
    def draw(seed: int) -> None:
        worlds.append(Random(seed))

    draw()
    with unguarded("tasks_task"):
        return sum((compare(random, count) for random in worlds), Counter[str]())


def test_each_task_on_each_day() -> None:
    seen = drawn(examples=3, count=20)
    assert set(seen) >= {Clarity.PERSON, Clarity.RESPONSIBILITY, Clarity.AUTHORITY}


@pytest.mark.prove
def test_each_of_many_tasks() -> None:
    assert set(drawn(examples=60, count=100)) == {"", *Clarity.values}


def test_every_kind_of_organisation_has_its_level() -> None:
    assert set(LEVELS) == set(OrganisationKind)
