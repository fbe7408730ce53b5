from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.domain.deputies import end_deputy, name_deputy
from accounts.enums import Role
from accounts.models import Deputy, Organisation, User
from accounts.queries import seats_of
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory, ministry, person
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 17)
DAY = timedelta(days=1)


def named(organisation: Organisation, deputy: User, **words: date) -> Deputy:
    days = {"from_day": TODAY, "until_day": TODAY + 4 * DAY} | words
    head = person(Role.HEAD, organisation)
    return name_deputy(by=head, now=clock.now(), organisation=organisation, deputy=deputy, **days)


def stand_in() -> tuple[Organisation, User]:
    organisation = ministry()
    return organisation, person(Role.OFFICER, organisation)


def heads(user: User, day: date) -> frozenset[int]:
    return seats_of(user, on=day).where(Role.HEAD)


def refused(code: str, organisation: Organisation, deputy: User, **words: date) -> None:
    with pytest.raises(Refused) as no:
        named(organisation, deputy, **words)
    assert no.value.code == code


def test_from_the_first_day_to_the_last() -> None:
    organisation, deputy = stand_in()
    named(organisation, deputy, from_day=TODAY + DAY, until_day=TODAY + 2 * DAY)
    days = [TODAY + n * DAY for n in range(4)]
    assert [bool(heads(deputy, day)) for day in days] == [False, True, True, False]


def test_what_is_lent_is_kept_apart() -> None:
    organisation, deputy = stand_in()
    named(organisation, deputy)
    seats = seats_of(deputy, on=TODAY)
    assert seats.lent == {organisation.pk: person(Role.HEAD, organisation).pk}
    assert seats.where(Role.HEAD) == seats.anywhere == {organisation.pk}
    assert not seats.own.where(Role.HEAD)
    assert seats.own.where(Role.OFFICER) == {organisation.pk}


def test_only_as_long_as_the_head_is_the_head() -> None:
    organisation, deputy = stand_in()
    named(organisation, deputy)
    organisation.memberships.filter(role=Role.HEAD).update(until_day=TODAY)
    assert heads(deputy, TODAY)
    assert not heads(deputy, TODAY + DAY)


def test_only_as_long_as_the_deputy_has_a_role_there() -> None:
    organisation, deputy = stand_in()
    named(organisation, deputy)
    deputy.memberships.update(until_day=TODAY)
    MembershipFactory.create(user=deputy)
    assert heads(deputy, TODAY)
    assert not heads(deputy, TODAY + DAY)


def test_ended_early_from_that_day() -> None:
    organisation, deputy = stand_in()
    made = named(organisation, deputy)
    end_deputy(made, by=made.head, now=clock.now())
    assert not heads(deputy, TODAY)
    with pytest.raises(Refused, match="kết thúc"):
        end_deputy(made, by=made.head, now=clock.now())
    assert named(organisation, deputy).pk  # and another can be named


def test_ended_before_it_begins() -> None:
    organisation, deputy = stand_in()
    made = named(organisation, deputy, from_day=TODAY + DAY)
    end_deputy(made, by=made.head, now=clock.now())
    assert not heads(deputy, TODAY + DAY)


def test_somebody_of_a_unit_below() -> None:
    organisation = ministry()
    unit = OrganisationFactory.create(parent=organisation)
    deputy = person(Role.OFFICER, unit)
    named(organisation, deputy)
    assert heads(deputy, TODAY) == {organisation.pk}


def test_nobody_from_outside_and_not_the_head() -> None:
    organisation, _deputy = stand_in()
    refused("no_post_there", organisation, UserFactory.create())
    refused("no_post_there", organisation, person(Role.HEAD, ministry()))
    refused("no_post_there", organisation, person(Role.HEAD, organisation))


def test_not_for_the_past_and_not_backwards() -> None:
    refused("in_the_past", *stand_in(), from_day=TODAY - DAY)
    refused("ends_before_it_begins", *stand_in(), from_day=TODAY + 5 * DAY)


def test_one_at_a_time() -> None:
    organisation, deputy = stand_in()
    named(organisation, deputy)
    refused("deputy_named_already", organisation, deputy, from_day=TODAY + 4 * DAY)
    assert named(organisation, deputy, from_day=TODAY + 5 * DAY, until_day=TODAY + 5 * DAY).pk


def test_by_the_head_alone_and_not_by_a_deputy() -> None:
    organisation, deputy = stand_in()
    named(organisation, deputy)
    other = person(Role.FOCAL_POINT, organisation)
    for by in (deputy, other, UserFactory.create()):
        with pytest.raises(PermissionDenied):
            name_deputy(
                by=by,
                now=clock.now(),
                organisation=organisation,
                deputy=other,
                from_day=TODAY + 9 * DAY,
                until_day=TODAY + 9 * DAY,
            )


def test_not_beyond_the_heads_own_time() -> None:
    organisation, deputy = stand_in()
    person(Role.HEAD, organisation).memberships.update(until_day=TODAY)
    head = organisation.memberships.get(role=Role.HEAD).user
    with pytest.raises(Refused, match="không còn là lãnh đạo"):
        name_deputy(
            by=head,
            now=clock.now(),
            organisation=organisation,
            deputy=deputy,
            from_day=TODAY + DAY,
            until_day=TODAY + DAY,
        )


def test_ended_by_the_head_alone() -> None:
    organisation, deputy = stand_in()
    made = named(organisation, deputy)
    for by in (deputy, person(Role.FOCAL_POINT, organisation)):
        with pytest.raises(PermissionDenied):
            end_deputy(made, by=by, now=clock.now())
