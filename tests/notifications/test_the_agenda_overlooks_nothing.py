"""Whatever happens, looking at every task finds nothing to tell that the agenda had not found."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from notifications.domain.plan import plan
from notifications.enums import Audience, Cause, Unit
from notifications.models import Agenda, Notice
from tasks.models import Programme, Task
from tests import factories as make
from tests.harness.mail import Sink
from tests.notifications.telling import rung, swept
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
START = date(2025, 11, 17)
ROLES = (Role.OFFICER, Role.FOCAL_POINT, Role.HEAD, Role.SECRETARY)


@dataclass
class World:
    """What changes; `choice` picks which, `days` when."""

    owner: Programme
    bodies: list[Organisation]
    rungs: int = 0

    def assign(self, choice: int, days: int) -> None:
        words = {"programme": self.owner, "lead": self.bodies[choice % 2]}
        make.assigned(**words, deadline=clock.today() + timedelta(days=max(days, 0)))

    def report(self, choice: int, _days: int) -> None:
        tasks = Task.objects.filter(status__in=["assigned", "in_progress"]).order_by("pk")
        if tasks:
            make.report(tasks[choice % len(tasks)])

    def come(self, choice: int, days: int) -> None:
        body = [*self.bodies, self.owner.owner][choice % 3]
        begins = clock.today() + timedelta(days=days)
        make.MembershipFactory.create(
            organisation=body, role=ROLES[choice % len(ROLES)], from_day=begins
        )

    def go(self, choice: int, days: int) -> None:
        held = Membership.objects.order_by("pk")
        one = held[choice % len(held)]
        one.until_day = max(one.from_day, clock.today() + timedelta(days=days))
        one.save()

    def block(self, choice: int, _days: int) -> None:
        people = User.objects.order_by("pk")
        one = people[choice % len(people)]
        one.is_active = not one.is_active
        one.save()

    def climb(self, choice: int, days: int) -> None:
        self.rungs += 1
        audience = list(Audience)[choice % len(Audience)]
        unit = list(Unit)[choice % len(Unit)]
        every = None if choice % 3 else 3
        rung(
            self.owner,
            code=f"more-{self.rungs}",
            cause=Cause.DEADLINE,
            days=days,
            unit=unit,
            every=every,
            audiences=[audience],
        )

    def wait(self, choice: int, _days: int) -> None:
        make.at(f"{clock.today() + timedelta(days=1 + choice % 4)} 09:00")


CHANGES = ("assign", "report", "come", "go", "block", "climb", "wait", "wait")
changes = st.lists(
    st.tuples(st.sampled_from(CHANGES), st.integers(0, 30), st.integers(-3, 9)),
    min_size=4,
    max_size=14,
)
GENTLE = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(steps=changes)
@settings(parent=GENTLE, max_examples=4)
def test_in_random_lives(steps: list[tuple[str, int, int]], mail: Sink) -> None:
    check(steps)


@pytest.mark.prove
@given(steps=changes)
@settings(parent=GENTLE, max_examples=300)
def test_in_many_random_lives(steps: list[tuple[str, int, int]], mail: Sink) -> None:
    check(steps)


def check(steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        world = World(make.programme(), [make.ministry(), make.ministry()])
        rung(world.owner, code="before", days=-2)
        rung(world.owner, code="weekly", days=1, every=7, audiences=[Audience.SECRETARY])
        for name, choice, days in [("assign", 0, 3), ("assign", 1, 1), *steps]:
            with suppress(PermissionDenied, Refused), transaction.atomic():  # somebody has left
                getattr(world, name)(choice, days)
            swept()
            assert overlooked() == [], (name, choice, days)
        assert Notice.objects.exists() or len(steps) < len(CHANGES)
        transaction.set_rollback(True)


def overlooked() -> list[Any]:
    """What planning over all tasks finds besides; it is as if that had not been asked."""
    told = set(Notice.objects.exclude(state="cancelled").values_list("pk", flat=True))
    with transaction.atomic():
        day = clock.today()
        Agenda.objects.bulk_create(Agenda(task=task, on_day=day) for task in Task.objects.all())
        plan(day=day)
        found = Notice.objects.exclude(state="cancelled").exclude(pk__in=told)
        missed = list(found.values_list("task__code", "rung__code", "recipient__username"))
        transaction.set_rollback(True)
    return missed
