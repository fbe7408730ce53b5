"""The lead hands a task to a unit and an officer of its own, and leads on. Today is 2025-11-17."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from tasks import domain
from tasks.enums import Act
from tasks.models import Task
from tests.factories import (
    OrganisationFactory,
    UserFactory,
    again,
    assigned,
    completed,
    draft,
    focal_point_of,
    ministry,
    person,
    secretary_of,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 17)


@pytest.fixture
def task() -> Task:
    return again(assigned())


@pytest.fixture
def unit(task: Task) -> Organisation:
    return OrganisationFactory.create(parent=task.lead)


def hand(task: Task, **words: Any) -> Task:
    by = words.pop("by", None) or focal_point_of(task)
    domain.hand_down(task, by=by, now=clock.now(), **words)
    return again(task)


def refusal(task: Task, **words: Any) -> str:
    with pytest.raises(Refused) as refused:
        hand(task, **words)
    return str(refused.value.code)


def sees(user: User, task: Task) -> bool:
    return Task.objects.visible_to(user, on=TODAY).filter(pk=task.pk).exists()


def test_the_officer_of_the_unit_sees_it_and_reports(task: Task, unit: Organisation) -> None:
    officer, colleague = person(Role.OFFICER, unit), person(Role.FOCAL_POINT, unit)
    assert not sees(officer, task)
    task = hand(task, unit=unit, officer=officer, note="Giao Vụ Pháp chế.")
    assert (task.unit, task.officer, task.lead) == (unit, officer, again(task).lead)
    assert task.gaps == []
    assert sees(officer, task)
    assert sees(colleague, task)
    domain.report_progress(task, by=officer, now=clock.now(), percent=10)
    with pytest.raises(PermissionDenied):
        domain.report_progress(task, by=colleague, now=clock.now(), percent=20)
    event = task.events.get(act=Act.HAND_DOWN)
    assert event.act_note == "Giao Vụ Pháp chế."
    assert (event.act_detail["unit"], event.act_detail["officer"]) == (unit.code, officer.username)


def test_an_officer_brings_the_unit_along(task: Task, unit: Organisation) -> None:
    far_below = OrganisationFactory.create(parent=unit)
    officer = person(Role.OFFICER, far_below)
    task = hand(task, officer=officer)
    assert task.unit == far_below
    domain.report_progress(task, by=officer, now=clock.now(), percent=10)


def test_it_goes_back_to_the_lead(task: Task, unit: Organisation) -> None:
    before = task.officer
    task = hand(task, unit=unit, officer=person(Role.OFFICER, unit))
    task = hand(task, unit=task.lead, officer=before)
    assert (task.unit, task.officer) == (None, before)


def test_a_missing_person_is_mended_by_the_lead() -> None:
    task = again(assigned())
    assert task.lead
    Membership.objects.filter(user=task.officer).update(until_day=date(2025, 11, 16))
    domain.edit_task(task, by=secretary_of(task), now=clock.now(), title="Khác")
    new = UserFactory.create()
    new.memberships.create(organisation=task.lead, role=Role.OFFICER, from_day=TODAY)
    assert hand(task, officer=new).gaps == []


def test_to_whom_it_cannot_go(task: Task, unit: Organisation) -> None:
    other = ministry()
    gone = OrganisationFactory.create(parent=task.lead, alive_until=date(2025, 11, 16))
    assert refusal(task, unit=other) == "no_unit"
    assert refusal(task, unit=gone) == "no_unit"
    assert refusal(task, officer=UserFactory.create()) == "officer_not_in_post"
    assert refusal(task, officer=person(Role.OFFICER, other)) == "officer_not_in_post"
    beside = OrganisationFactory.create(parent=task.lead)
    colleague = person(Role.OFFICER, beside)
    assert refusal(task, unit=unit, officer=colleague) == "officer_not_in_post"
    assert refusal(task) == "nothing_changed"
    assert refusal(task, officer=task.officer) == "nothing_changed"
    assert again(task).revision == 2


def test_an_officer_of_another_unit_does_not_stay_in_charge(task: Task, unit: Organisation) -> None:
    beside = OrganisationFactory.create(parent=task.lead)
    task = hand(task, unit=unit, officer=person(Role.OFFICER, unit))
    assert refusal(task, unit=beside) == "officer_not_in_post"
    assert hand(task, unit=beside, officer=person(Role.OFFICER, beside)).unit == beside


@pytest.mark.parametrize("make", [draft, completed])
def test_only_while_it_is_owed(make: Any) -> None:
    task = again(make())
    assert refusal(task, officer=person(Role.FOCAL_POINT, task.lead)) == "not_in_this_status"


def test_the_lead_alone_hands_it_down(task: Task, unit: Organisation) -> None:
    assert task.lead
    for by in (
        UserFactory.create(),
        UserFactory.create(is_superuser=True),
        person(Role.OFFICER, task.lead),
        secretary_of(task),
        person(Role.AUDITOR, task.programme.owner),
        person(Role.FOCAL_POINT, ministry()),
        person(Role.HEAD, unit),
    ):
        with pytest.raises(PermissionDenied):
            hand(task, by=by, unit=unit)
    hand(task, by=person(Role.HEAD, task.lead), unit=unit)


def test_a_secretary_names_an_officer_in_post_too(task: Task, unit: Organisation) -> None:
    words: dict[str, Any] = {"by": secretary_of(task), "now": clock.now()}
    with pytest.raises(Refused) as refused:
        domain.edit_task(task, officer=UserFactory.create(), **words)
    assert (refused.value.code, refused.value.field) == ("officer_not_in_post", "officer")
    officer = person(Role.OFFICER, unit)
    domain.edit_task(task, officer=officer, **words)
    assert (again(task).officer, again(task).unit) == (officer, unit)
