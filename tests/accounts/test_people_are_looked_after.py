"""Administrators make people, give and take roles, block: by rules, and within what is theirs."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.domain.organisations import add_organisation, rename_organisation
from accounts.domain.people import (
    add_person,
    block_person,
    change_person,
    revoke_token,
    unblock_person,
)
from accounts.domain.roles import end_role, grant_role
from accounts.domain.tokens import issue_token, owner_of
from accounts.enums import OrganisationKind, Role
from accounts.models import Change, Membership, Organisation, User
from accounts.queries import seats_of
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory, person
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.shared


@pytest.fixture
def admin(shared_database: None) -> User:
    """Looks after everything, by a role in a steering committee."""
    committee = OrganisationFactory.create(kind=OrganisationKind.COMMITTEE)
    return person(Role.ADMINISTRATOR, committee)


def who(by: User) -> dict[str, Any]:
    return {"by": by, "now": clock.now()}


def refused_as(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.code == code


def words(organisation: Organisation, **more: Any) -> dict[str, Any]:
    """Of a new person."""
    who_it_is = {"username": "an.nv", "full_name": "Nguyễn Văn An", "email": "", "language": "vi"}
    role = {"organisation": organisation, "role": Role.HEAD, "from_day": clock.today()}
    return who_it_is | role | more


def test_a_new_person_has_a_role_and_no_password(admin: User) -> None:
    made = add_person(**who(admin), **words(OrganisationFactory.create()))
    assert not made.has_usable_password()
    assert seats_of(made, on=clock.today()).where(Role.HEAD)
    assert {change.by for change in Change.objects.filter(person=made)} == {admin}


def test_two_do_not_sign_in_by_one_name(admin: User) -> None:
    add_person(**who(admin), **words(OrganisationFactory.create()))
    again = words(OrganisationFactory.create(), username="AN.NV")
    refused_as("taken", lambda: add_person(**who(admin), **again))


def test_a_role_is_not_granted_twice_nor_for_the_past_nor_where_nothing_is(admin: User) -> None:
    held, today = MembershipFactory.create(role=Role.OFFICER), clock.today()
    ended = OrganisationFactory.create(alive_until=today)

    def grant(**otherwise: Any) -> Callable[[], object]:
        role: dict[str, Any] = {"role": Role.HEAD, "from_day": today}
        role |= {"organisation": held.organisation} | otherwise
        return lambda: grant_role(held.user, **who(admin), **role)

    refused_as("held_already", grant(role=Role.OFFICER))
    refused_as("in_the_past", grant(from_day=today - timedelta(days=1)))
    refused_as("not_alive", grant(organisation=ended, from_day=today + timedelta(days=1)))


def test_a_role_ends_at_the_earliest_yesterday(admin: User) -> None:
    held, yesterday = MembershipFactory.create(), clock.today() - timedelta(days=1)
    early = yesterday - timedelta(days=1)
    refused_as("too_early", lambda: end_role(held, **who(admin), last_day=early))
    end_role(held, **who(admin), last_day=yesterday)
    assert not seats_of(held.user, on=clock.today()).anywhere
    refused_as("over_already", lambda: end_role(held, **who(admin), last_day=yesterday))


def test_a_role_that_has_not_begun_is_taken_back(admin: User) -> None:
    held = MembershipFactory.create(from_day=clock.today() + timedelta(days=9))
    end_role(held, **who(admin), last_day=clock.today())
    assert not Membership.objects.filter(pk=held.pk).exists()
    assert Change.objects.filter(row_id=held.pk, became__isnull=True, by=admin).exists()


def test_whoever_is_blocked_has_neither_roles_nor_tokens_until_unblocked(admin: User) -> None:
    held = MembershipFactory.create()
    secret = issue_token(held.user)
    block_person(held.user, **who(admin))
    assert not seats_of(held.user, on=clock.today()).anywhere
    assert owner_of(secret) is None
    unblock_person(held.user, **who(admin))
    assert owner_of(secret) == held.user
    revoke_token(held.user.api_tokens.get(), **who(admin))
    assert owner_of(secret) is None


def test_somebody_is_left_to_look_after_everything(admin: User) -> None:
    User.objects.exclude(pk=admin.pk).update(is_active=False)
    role, other = admin.memberships.get(), UserFactory.create(is_superuser=True)
    refused_as("oneself", lambda: block_person(admin, **who(admin)))
    change_person(other, by=other, now=clock.now(), full_name="Khác", email="", language="vi")
    User.objects.filter(pk=other.pk).update(is_active=False)
    refused_as("last_administrator", lambda: end_role(role, **who(admin), last_day=clock.today()))
    second = MembershipFactory.create(role=Role.ADMINISTRATOR, organisation=role.organisation)
    refused_as("oneself", lambda: block_person(second.user, **who(second.user)))
    end_role(role, **who(admin), last_day=clock.today())
    third = UserFactory.create(is_superuser=True)
    block_person(second.user, **who(third))
    assert not User.objects.get(pk=second.user_id).is_active


def test_an_administrator_of_a_ministry_keeps_to_it(shared_database: None) -> None:
    ministry, elsewhere = OrganisationFactory.create(), OrganisationFactory.create()
    unit = OrganisationFactory.create(parent=ministry)
    local = person(Role.ADMINISTRATOR, ministry)
    below = add_person(**who(local), **words(unit))
    rename_organisation(unit, **who(local), name="Vụ mới", name_en="New unit")
    change: dict[str, Any] = {"full_name": "Khác", "email": "", "language": "vi"}
    change_person(below, **who(local), **change)
    grant_role(
        below,
        **who(UserFactory.create(is_superuser=True)),
        organisation=elsewhere,
        role=Role.OFFICER,
        from_day=date(2030, 1, 1),
    )
    above = UserFactory.create(is_superuser=True)
    MembershipFactory.create(user=above, organisation=unit)
    for act in (
        lambda: add_person(**who(local), **words(elsewhere, username="khac")),
        lambda: change_person(below, **who(local), **change),
        lambda: block_person(above, **who(local)),
        lambda: end_role(above.memberships.get(), **who(local), last_day=clock.today()),
        lambda: rename_organisation(elsewhere, **who(local), name="Bộ", name_en="Ministry"),
        lambda: add_organisation(**who(local), **_organisation(parent=None)),
        lambda: add_person(**who(person(Role.SECRETARY, ministry)), **words(ministry)),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_an_organisation_is_added_and_renamed_once(admin: User) -> None:
    made = add_organisation(**who(admin), **_organisation(parent=None))
    assert made.code == "VU1"
    refused_as("taken", lambda: add_organisation(**who(admin), **_organisation(parent=None)))
    rename_organisation(made, **who(admin), name="Bộ", name_en="Ministry")
    again: dict[str, Any] = {"name": "Bộ", "name_en": "Ministry"}
    refused_as("same", lambda: rename_organisation(made, **who(admin), **again))
    last = Change.objects.filter(organisation=made).order_by("-pk")[0]
    was, became = last.was or {}, last.became or {}
    assert (was["name"], became["name"], last.by) == ("Vụ 1", "Bộ", admin)


def _organisation(**more: Any) -> dict[str, Any]:
    named = {"code": "vu1", "name": "Vụ 1", "name_en": "Unit 1"}
    return named | {"kind": "unit", "block": "other", "alive_from": clock.today()} | more
