"""Each constraint and trigger of accounts, by name: the database itself refuses the bad row."""

from datetime import date

import pytest

from accounts.models import ApiToken, Change, Deputy, Placement, Succession
from tests.accounts.inventory import Violation, added, as_owner, changed, guards, refused_by
from tests.factories import (
    LONG_AGO,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    placed,
)
from tracker import clock

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
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
    placed(top, parent=organisation(parent=organisation(parent=top)))


def is_its_own_parent() -> None:
    organisation(pk=-1, parent_id=-1)


def placement() -> Placement:
    return placed(organisation(), block="other")


def placed_otherwise_by_the_owner() -> None:
    with as_owner():
        changed(placement, reason="Khác")()


def for_no_reason() -> None:
    said = {"block": "other", "from_day": clock.today(), "reason": "", "by": user()}
    Placement.objects.create(organisation=organisation(), **said)


def noted_otherwise_by_the_owner() -> None:
    with as_owner():
        user()
        Change.objects.update(became=None)


REFUSALS: dict[str, Violation] = {
    "accounts_apitoken_digest_key": added(token),
    "accounts_organisation_code_key": added(organisation),
    "accounts_user_username_key": added(user),
    "change_append_only": noted_otherwise_by_the_owner,
    "deputy_acts_forward": changed(deputy, until_day=EARLIER),
    "deputy_is_another": deputises_for_oneself,
    "membership_role_known": changed(membership, role="king"),
    "membership_runs_forward": changed(membership, until_day=EARLIER),
    "membership_starts_once": added(membership),
    "organisation_block_known": lambda: organisation(block="moon"),
    "organisation_code_is_upper_case": changed(organisation, code="bkhcn"),
    "organisation_kind_known": changed(organisation, kind="club"),
    "organisation_lives_forward": changed(organisation, alive_until=EARLIER),
    "organisation_not_its_own_parent": is_its_own_parent,
    "organisation_only_moves": changed(organisation, block="other"),
    "organisation_tree": lies_below_itself,
    "placement_append_only": placed_otherwise_by_the_owner,
    "placement_has_reason": for_no_reason,
    "placement_moves": lambda: placed(organisation()),
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
    carries_out = {"placement_arrives"}  # refuses nothing
    carries_out |= {f"{of}_noted" for of in ("apitoken", "membership", "organisation", "user")}
    notes = {name for name in guards("accounts") if "_agenda" in name}  # for the notifications
    assert guards("accounts") - notes == set(REFUSALS) | carries_out


def test_the_last_day_may_be_the_first() -> None:
    assert membership(until_day=LONG_AGO).pk
    assert organisation(alive_until=LONG_AGO).pk


def test_a_tree_may_be_moved() -> None:
    leaf = organisation(parent=organisation())
    moved, above = organisation(parent=leaf), organisation()
    placed(moved, parent=above)
    moved.refresh_from_db()
    assert moved.parent == above
