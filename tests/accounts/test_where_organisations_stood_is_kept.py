"""The tree of any day, both ways of knowing it, against a slow replay of who was moved when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Organisation, Placement
from accounts.queries.places import blocks_of, places_then, rows_under
from tests.accounts.inventory import refused_by
from tests.factories import OrganisationFactory, UserFactory, at, placed
from tracker import clock
from tracker.clock import HANOI, end_of

MANY, BLOCKS = 4, ("ministries", "localities", "other")
FIRST = date(2025, 11, 17)
DAYS = [FIRST + timedelta(days) for days in range(6)]


@dataclass(frozen=True)
class Step:
    """Recorded on a day: from another day on, one of MANY is part of another, or of none."""

    recorded: date
    from_day: date
    moved: int
    parent: int | None
    block: str


steps = st.builds(
    Step,
    st.sampled_from(DAYS),
    st.sampled_from(DAYS),
    st.integers(0, MANY - 1),
    st.none() | st.integers(0, MANY - 1),
    st.sampled_from(BLOCKS),
)


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=3, max_size=14))
def test_on_every_day(some: list[Step]) -> None:
    with transaction.atomic():
        bodies = [OrganisationFactory.create(block="ministries") for _ in range(MANY)]
        done = [
            step for step in sorted(some, key=lambda step: step.recorded) if taken(step, bodies)
        ]
        for day in DAYS:
            agree(day, [step for step in done if step.from_day <= day], bodies, None)
            known = [step for step in done if step.from_day <= day and step.recorded <= day]
            agree(day, known, bodies, end_of(day))
        transaction.set_rollback(True)


def taken(step: Step, bodies: Sequence[Organisation]) -> bool:
    """Whether the database let it in; the moment is moved by hand, as no test waits for days."""
    said = {"by": UserFactory.create(), "reason": "Nghị định", "from_day": step.from_day}
    parent = None if step.parent is None else bodies[step.parent]
    try:
        with transaction.atomic():
            to(step.recorded)
            Placement.objects.create(
                organisation=bodies[step.moved], parent=parent, block=step.block, **said
            )
    except IntegrityError:
        return False
    return True


def to(day: date) -> None:
    """Forward to noon of `day`, or not at all."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=HANOI)
    if noon > clock.now():
        at(noon.isoformat())


def agree(
    day: date, done: Sequence[Step], bodies: Sequence[Organisation], known_by: datetime | None
) -> None:
    parents: dict[int, int | None] = dict.fromkeys(range(MANY))
    blocks = dict.fromkeys(range(MANY), "ministries")
    for step in done:
        parents[step.moved], blocks[step.moved] = step.parent, step.block
    places = places_then(day, known_by=known_by)
    found = blocks_of(places)
    assert {n: found[body.pk] for n, body in enumerate(bodies)} == blocks
    tops = rows_under(None, places)
    assert {n: tops[body.pk] for n, body in enumerate(bodies)} == {
        n: bodies[top(n, parents)].pk for n in range(MANY)
    }


def top(each: int, parents: dict[int, int | None]) -> int:
    for _ in range(MANY):
        above = parents[each]
        if above is None:
            return each
        each = above
    raise AssertionError("nothing lies below itself")


@pytest.mark.django_db
def test_what_was_before_and_the_moment_are_the_databases() -> None:
    above, body = OrganisationFactory.create(), OrganisationFactory.create(block="other")
    at("2025-11-20 10:00")
    made = Placement.objects.create(
        organisation=body,
        parent=above,
        block="ministries",
        was_block="localities",
        was_parent=above,
        from_day=date(2025, 11, 18),
        recorded_at=clock.now() - timedelta(days=5),
        by=UserFactory.create(),
        reason="Nghị định",
    )
    made.refresh_from_db()
    body.refresh_from_db()
    assert (made.was_parent, made.was_block) == (None, "other")
    assert (body.parent, body.block) == (above, "ministries")
    assert made.recorded_at >= clock.now() - timedelta(minutes=5)


@pytest.mark.django_db
def test_days_follow_one_another() -> None:
    body, above = OrganisationFactory.create(), OrganisationFactory.create()
    at("2025-11-20")
    placed(body, block="other", from_day=date(2025, 11, 19))
    for day in (date(2025, 11, 18), date(2025, 11, 21)):
        with refused_by("placement_moves"), transaction.atomic():
            placed(body, block="localities", from_day=day)
    with refused_by("placement_moves"), transaction.atomic():
        placed(above, parent=body, from_day=date(2025, 11, 18))
    placed(above, parent=body, from_day=date(2025, 11, 19))
    placed(body, block="localities", from_day=date(2025, 11, 19))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_placement SET reason = 'x'",
        "DELETE FROM accounts_placement",
        "TRUNCATE accounts_placement",
        "UPDATE accounts_organisation SET block = 'ministries'",
        "ALTER TABLE accounts_placement DISABLE TRIGGER ALL",
    ],
)
def test_the_application_cannot_rewrite_it(statement: str) -> None:
    placed(OrganisationFactory.create(), block="other")
    with (
        pytest.raises(DatabaseError, match=r"permission denied|only|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
