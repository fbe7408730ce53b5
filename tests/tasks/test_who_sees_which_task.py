"""Visibility: a programme's owner sees all of it; others what they lead, join or have below."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Membership, Organisation, Succession, User
from tasks.domain import Part
from tasks.models import Task
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    again,
    assign,
    assigned,
    draft,
    group,
    person,
    placed,
    programme,
)

pytestmark = pytest.mark.shared
TODAY, YESTERDAY, TOMORROW = date(2025, 11, 17), date(2025, 11, 16), date(2025, 11, 18)


@pytest.fixture(scope="module")
def _made(shared_database: None) -> Task:
    return assigned(co_agencies=[Part(OrganisationFactory.create(), "Góp ý")])


@pytest.fixture
def task(_made: Task) -> Task:
    return again(_made)


def lead(task: Task) -> Organisation:
    assert task.lead
    found: Organisation = task.lead
    return found


def owner(task: Task) -> Organisation:
    return task.programme.owner


def partner(task: Task) -> Organisation:
    return Organisation.objects.get(pk=task.joined[0])


def above(task: Task) -> Organisation:
    parent = OrganisationFactory.create()
    placed(lead(task), parent=parent)
    return parent


def far_above(task: Task) -> Organisation:
    top = OrganisationFactory.create()
    middle = above(task)
    placed(middle, parent=top)
    return top


def below(task: Task) -> Organisation:
    return OrganisationFactory.create(parent=lead(task))


def beside(task: Task) -> Organisation:
    return OrganisationFactory.create(parent=above(task))


def another_owner(task: Task) -> Organisation:
    return programme().owner


def sees(user: User | AnonymousUser, task: Task, on: date = TODAY) -> bool:
    return Task.objects.visible_to(user, on=on).filter(pk=task.pk).exists()


Where = Callable[[Task], Organisation]
WATCHERS = {Role.SECRETARY, Role.AUDITOR}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("where", [lead, partner, above, far_above])
def test_seen_from(where: Where, role: Role, task: Task) -> None:
    assert sees(person(role, where(task)), task)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("where", [below, beside, another_owner])
def test_not_seen_from(where: Where, role: Role, task: Task) -> None:
    assert not sees(person(role, where(task)), task)


def successor(task: Task) -> Organisation:
    heir = OrganisationFactory.create()
    Succession.objects.create(predecessor=lead(task), successor=heir, is_default=True)
    return heir


def test_who_came_to_its_place_sees_what_an_organisation_led(task: Task) -> None:
    heir = person(Role.FOCAL_POINT, successor(task))
    assert not sees(heir, task)
    Organisation.objects.filter(pk=lead(task).pk).update(alive_until=YESTERDAY)
    assert sees(heir, task)


@pytest.mark.parametrize("role", Role)
def test_the_programmes_owner_has_watchers(role: Role, task: Task) -> None:
    assert sees(person(role, owner(task)), task) == (role in WATCHERS)


@pytest.mark.parametrize("role", Role)
def test_a_draft_is_its_writers(role: Role) -> None:
    task = draft()
    assert sees(person(role, owner(task)), task) == (role in WATCHERS)
    assert not sees(person(role, lead(task)), task)


def test_outsiders_see_nothing(task: Task) -> None:
    assert not sees(UserFactory.create(), task)
    assert not sees(UserFactory.create(is_superuser=True, is_staff=True), task)
    assert not sees(AnonymousUser(), task)


@pytest.mark.parametrize(
    ("from_day", "until_day", "visible"),
    [
        (YESTERDAY, None, True),
        (TODAY, TODAY, True),
        (YESTERDAY, YESTERDAY, False),
        (TOMORROW, None, False),
    ],
)
def test_membership_is_from_day_to_day(
    from_day: date, until_day: date | None, visible: bool, task: Task
) -> None:
    member = MembershipFactory.create(
        organisation=lead(task), role=Role.HEAD, from_day=from_day, until_day=until_day
    )
    assert sees(member.user, task) == visible


def test_who_may_not_sign_in_sees_nothing(task: Task) -> None:
    user = person(Role.SECRETARY, owner(task))
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not sees(user, task)


def test_a_member_of_a_group_sees_its_own_task_only() -> None:
    parent = assign(group())
    mine, *others = Task.objects.filter(parent=parent)
    seen = Task.objects.visible_to(person(Role.FOCAL_POINT, lead(mine)), on=TODAY)
    assert set(seen) == {mine}
    assert others


def test_several_reasons_show_a_task_once(task: Task) -> None:
    user = person(Role.SECRETARY, owner(task))
    for role in Role:
        MembershipFactory.create(user=user, organisation=lead(task), role=role)
    assert Task.objects.visible_to(user, on=TODAY).count() == 1


def test_many_tasks_and_seats_cost_the_same_queries(task: Task) -> None:
    user = person(Role.FOCAL_POINT, lead(task))
    few = queries(user)
    for _ in range(3):
        other = assigned()
        Membership.objects.create(
            user=user, organisation=lead(other), role=Role.HEAD, from_day=YESTERDAY
        )
    assert queries(user) == few == 3


def queries(user: User) -> int:
    with CaptureQueriesContext(connection) as captured:
        list(Task.objects.visible_to(user, on=TODAY))
    return len(captured)
