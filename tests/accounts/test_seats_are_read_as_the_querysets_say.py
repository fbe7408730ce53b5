"""What one plain query reads is what memberships and deputies say, asked for one by one."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from accounts.enums import Role
from accounts.models import Deputy, Membership, Organisation, User
from accounts.queries import holds_post, seats_of
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
DAYS = [date(2025, 11, 1) + timedelta(days=n) for n in range(20)]


def periods(random: Random) -> Iterator[tuple[date, date | None]]:
    """Of a few days each; some do not end."""
    while True:
        first = random.choice(DAYS)
        last = first + timedelta(days=random.randrange(6))
        yield first, random.choice([last, last, None])


@pytest.fixture
def people() -> list[User]:
    """Everybody stands in for the heads of three organisations; few hold posts in all of them."""
    random = Random(57)
    found: list[User] = UserFactory.create_batch(4)
    found.append(UserFactory.create(is_active=False))
    above = OrganisationFactory.create()
    organisations = [above, OrganisationFactory.create(parent=above), OrganisationFactory.create()]
    for number, organisation in enumerate(organisations, start=1):
        head = found[1 + number]
        _posts(random, organisation, head, found[number:])
        _deputies(random, organisation, head, found)
    return found


def _posts(random: Random, at: Organisation, head: User, people: list[User]) -> None:
    rows = {
        (head if role is Role.HEAD else random.choice(people), role, *period)
        for role, period in zip([*Role, Role.HEAD] * 3, periods(random), strict=False)
    }
    firsts = {row[:3]: row[3] for row in rows}  # one of those that begin on the same day
    Membership.objects.bulk_create(
        Membership(user=user, organisation=at, role=role, from_day=first, until_day=last)
        for (user, role, first), last in firsts.items()
    )


def _deputies(random: Random, at: Organisation, head: User, people: list[User]) -> None:
    named = [user for user in people if user != head] * 2
    Deputy.objects.bulk_create(
        Deputy(
            organisation=at,
            head=head,
            deputy=deputy,
            from_day=first,
            until_day=last or DAYS[-1] + timedelta(days=9),
            ended_on=random.choice([None, None, first, last]),
        )
        for deputy, (first, last) in zip(named, periods(random), strict=False)
    )


def test_for_everybody_on_every_day(people: list[User]) -> None:
    met = set()
    for user in people:
        for day in DAYS:
            seats = seats_of(user, on=day)
            own = Membership.objects.held_on(day).filter(user=user)
            roles = {(role, at) for role, where in seats.held.items() for at in where}
            assert roles == set(own.values_list("role", "organisation_id"))
            acting = Deputy.objects.acting_on(day).filter(deputy=user)
            posts = {at for _role, at in roles}
            lent = {each.organisation_id: each.head_id for each in acting}
            assert seats.lent == {at: lent[at] for at in lent if holds_post(posts, at)}
            met.add((bool(roles), bool(lent), bool(seats.lent)))
    assert met == {
        (False, False, False),
        (True, False, False),
        (False, True, False),
        (True, True, False),
        (True, True, True),
    }
