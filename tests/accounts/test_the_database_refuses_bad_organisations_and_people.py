"""Each constraint and trigger of accounts, by name: the database itself refuses the bad row."""

from datetime import date
from functools import partial

import pytest

from accounts.models import ApiToken, Deputy, Succession
from tests.accounts.inventory import Violation, added, changed, guards, refused_by
from tests.factories import LONG_AGO, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
EARLIER = date(2023, 12, 31)
organisation, user, membership = (
    OrganisationFactory.create,
    UserFactory.create,
    MembershipFactory.create,
)


def token() -> ApiToken:
    return ApiToken.objects.create(user=user(), digest="0" * 64)


def succession() -> Succession:
    return Succession.objects.create(
        predecessor=organisation(), successor=organisation(), is_default=True
    )


def two_defaults() -> None:
    other = Succession(predecessor=succession().predecessor, successor=organisation())
    other.is_default = True
    other.save()


def deputy() -> Deputy:
    return Deputy.objects.create(
        organisation=organisation(),
        head=user(),
        deputy=user(),
        from_day=LONG_AGO,
        until_day=LONG_AGO,
    )


def deputises_for_oneself() -> None:
    made = deputy()
    changed(lambda: made, deputy=made.head)()


def succeeds_itself() -> None:
    same = organisation()
    Succession.objects.create(predecessor=same, successor=same)


def lies_below_itself() -> None:
    top = organisation()
    middle = organisation(parent=top)
    top.parent = organisation(parent=middle)
    top.save()


def is_its_own_parent() -> None:
    organisation(pk=-1, parent_id=-1)


REFUSALS: dict[str, Violation] = {
    "accounts_apitoken_digest_key": added(token),
    "accounts_organisation_code_key": added(organisation),
    "accounts_user_username_key": added(user),
    "deputy_acts_forward": changed(deputy, until_day=EARLIER),
    "deputy_is_another": deputises_for_oneself,
    "membership_role_known": changed(membership, role="king"),
    "membership_runs_forward": changed(membership, until_day=EARLIER),
    "membership_starts_once": added(membership),
    "organisation_block_known": changed(organisation, block="moon"),
    "organisation_code_is_upper_case": changed(organisation, code="bkhcn"),
    "organisation_kind_known": changed(organisation, kind="club"),
    "organisation_lives_forward": changed(organisation, alive_until=EARLIER),
    "organisation_not_its_own_parent": is_its_own_parent,
    "organisation_tree": lies_below_itself,
    "succession_between_two": succeeds_itself,
    "succession_has_one_default": two_defaults,
    "succession_named_once": added(succession, is_default=False),
    "user_language_known": changed(user, language="xx"),
}


@pytest.mark.parametrize("guard", REFUSALS)
def test_refuses(guard: str) -> None:
    with refused_by(guard):
        REFUSALS[guard]()


def test_every_guard_has_its_test() -> None:
    assert guards("accounts") == set(REFUSALS)


def test_the_last_day_may_be_the_first() -> None:
    assert membership(until_day=LONG_AGO).pk
    assert organisation(alive_until=LONG_AGO).pk


def test_a_tree_may_be_moved() -> None:
    leaf = organisation(parent=organisation())
    changed(partial(organisation, parent=leaf), parent=organisation())()
