from datetime import date

import pytest

from accounts.enums import Role
from accounts.queries import seats_of
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2025, 11, 17)


def test_each_role_where_it_is_held() -> None:
    user = UserFactory.create()
    here, there = OrganisationFactory.create_batch(2)
    MembershipFactory.create(user=user, organisation=here, role=Role.HEAD)
    MembershipFactory.create(user=user, organisation=there, role=Role.HEAD)
    MembershipFactory.create(user=user, organisation=there, role=Role.AUDITOR)
    seats = seats_of(user, on=DAY)
    assert seats.where(Role.HEAD) == seats.anywhere == {here.pk, there.pk}
    assert seats.has(Role.AUDITOR, Role.SECRETARY, at=there.pk)
    assert not seats.has(Role.AUDITOR, at=here.pk)


def test_nobody_holds_a_role_nowhere() -> None:
    assert not seats_of(MembershipFactory.create().user, on=DAY).has(*Role, at=None)


def test_a_role_ends_with_its_last_day() -> None:
    held = MembershipFactory.create(until_day=DAY)
    assert seats_of(held.user, on=DAY).anywhere
    assert not seats_of(held.user, on=date(2025, 11, 18)).anywhere


def test_others_roles_do_not_count() -> None:
    MembershipFactory.create()
    assert not seats_of(UserFactory.create(), on=DAY).anywhere
