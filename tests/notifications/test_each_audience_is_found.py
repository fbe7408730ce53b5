"""Whom a rung can tell: each audience of a task whose deadline was yesterday."""

from datetime import date

import pytest

from accounts.domain.deputies import name_deputy
from accounts.enums import Role
from accounts.models import Organisation, User
from notifications.enums import Audience
from notifications.models import Notice
from tasks import domain
from tasks.models import Task
from tests.factories import (
    MembershipFactory,
    assigned,
    ministry,
    person,
    programme,
    secretary_of,
)
from tests.notifications.telling import rung, swept
from tracker import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail")]


def late(audience: Audience) -> Task:
    owner, above = programme(), ministry()
    rung(owner, code="late", days=1, audiences=[audience])
    part = domain.Part(ministry(), "Góp ý", date(2025, 12, 31))
    return assigned(
        programme=owner,
        lead=ministry(parent=above),
        authority=above,
        co_agencies=[part],
        deadline=date(2025, 11, 17),
    )


def told() -> set[User]:
    swept("2025-11-18")
    return {notice.recipient for notice in Notice.objects.filter(state="sent")}


@pytest.mark.parametrize(
    ("audience", "role"), [(Audience.HEAD, Role.HEAD), (Audience.FOCAL_POINTS, Role.FOCAL_POINT)]
)
def test_of_the_lead(audience: Audience, role: Role) -> None:
    task = late(audience)
    assert task.lead is not None
    assert told() == {person(role, task.lead)}


@pytest.mark.parametrize("audience", [Audience.PARENT, Audience.AUTHORITY])
def test_above_the_lead(audience: Audience) -> None:
    task = late(audience)
    assert task.authority is not None
    assert told() == {person(Role.HEAD, task.authority)}


def test_beside_the_lead() -> None:
    task = late(Audience.CO_AGENCIES)
    (joined,) = Organisation.objects.filter(pk__in=task.joined)
    assert told() == {person(Role.FOCAL_POINT, joined)}


def test_secretaries() -> None:
    task = late(Audience.SECRETARY)
    assert told() == {secretary_of(task)}


def test_a_deputy_is_told_what_the_head_is_told() -> None:
    task = late(Audience.HEAD)
    assert task.lead is not None
    head = person(Role.HEAD, task.lead)
    deputy = MembershipFactory.create(organisation=task.lead, role=Role.OFFICER).user
    name_deputy(
        organisation=task.lead,
        by=head,
        now=clock.now(),
        deputy=deputy,
        from_day=date(2025, 11, 17),
        until_day=date(2025, 11, 30),
    )
    assert told() == {head, deputy}
