from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import Membership, User
from tasks import domain as tasks
from tasks.models import Task
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    at,
    focal_point_of,
    person,
    secretary_of,
)
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept, told
from tracker import clock

pytestmark = pytest.mark.django_db


def _in_charge(task: Task, officer: User) -> None:
    tasks.edit_task(task, by=secretary_of(task), now=clock.now(), officer=officer)


def _readers(mail: Sink) -> set[str]:
    return {str(message["To"]) for message in mail.messages()}


def test_the_officer_and_every_focal_point_of_the_lead(mail: Sink) -> None:
    task = owed("2025-11-18")
    assert task.lead is not None
    officer = person(Role.OFFICER, task.lead)
    _in_charge(task, officer)
    second = MembershipFactory.create(organisation=task.lead, role=Role.FOCAL_POINT).user
    swept()
    assert _readers(mail) == {officer.email, second.email, focal_point_of(task).email}


def test_an_officer_who_is_a_focal_point_too_gets_one_notice(mail: Sink) -> None:
    task = owed("2025-11-18")
    _in_charge(task, focal_point_of(task))
    assert swept().planned == 1
    assert len(mail.messages()) == 1


def test_an_officer_who_has_left_is_not_told(mail: Sink) -> None:
    task = owed("2025-11-18")
    assert task.lead is not None
    officer = person(Role.OFFICER, task.lead)
    _in_charge(task, officer)
    Membership.objects.filter(user=officer).update(until_day=date(2025, 11, 16))
    swept()
    assert _readers(mail) == {focal_point_of(task).email}


def test_the_officer_of_a_unit_is_told_but_not_the_units_focal_points(mail: Sink) -> None:
    task = owed("2025-11-18")
    unit = OrganisationFactory.create(parent=task.lead)
    officer = person(Role.OFFICER, unit)
    person(Role.FOCAL_POINT, unit)
    by = focal_point_of(task)
    tasks.hand_down(task, by=by, now=clock.now(), unit=unit, officer=officer)
    swept()
    assert _readers(mail) == {officer.email, by.email}


def test_somebody_blocked_is_not_told(mail: Sink) -> None:
    task = owed("2025-11-18")
    User.objects.filter(pk=focal_point_of(task).pk).update(is_active=False)
    assert swept().planned == 0
    assert mail.messages() == []


def test_whoever_took_over_is_told_instead_of_the_person_who_left(mail: Sink) -> None:
    task = owed("2025-11-19")
    left = focal_point_of(task)
    Membership.objects.filter(user=left).update(until_day=date(2025, 11, 17))
    new = MembershipFactory.create(
        organisation=task.lead, role=Role.FOCAL_POINT, from_day=date(2025, 11, 18)
    ).user
    swept("2025-11-17 08:00")
    assert told(task, left) == ["before-3"]
    swept("2025-11-18")
    assert told(task, left) == ["before-3"]
    assert told(task, new) == ["before-1"]


def test_somebody_who_comes_later_hears_of_what_is_due_already(mail: Sink) -> None:
    task = owed("2025-11-18")
    swept("2025-11-20")
    new = MembershipFactory.create(organisation=task.lead, role=Role.FOCAL_POINT).user
    at("2025-11-21")
    assert swept().messages == 1
    assert told(task, new) == ["after-1"]
