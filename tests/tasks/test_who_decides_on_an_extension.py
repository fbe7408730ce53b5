"""A secretary, or the head of the stated authority: unless that is the lead or lies below it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import Organisation, User
from tasks.domain import ask_extension, decide_extension
from tasks.models import Extension, Task
from tests.factories import (
    OrganisationFactory,
    again,
    assigned,
    draft,
    focal_point_of,
    ministry,
    person,
    secretary_of,
)
from tracker import clock

pytestmark = pytest.mark.django_db


def asked(authority: Organisation | None, lead: Organisation | None = None) -> Extension:
    task = assigned(lead=lead or ministry(), authority=authority)
    by, later = focal_point_of(task), date(2026, 3, 31)
    return ask_extension(task, by=by, now=clock.now(), new_deadline=later, reason="Chờ ý kiến.")


def decides(by: User, extension: Extension) -> bool:
    """Both ways, and never one without the other."""
    try:
        decide_extension(extension, by=by, now=clock.now(), granted=True)
    except PermissionDenied:
        with pytest.raises(PermissionDenied):
            decide_extension(extension, by=by, now=clock.now(), granted=False, reason="Không.")
        return False
    return True


def sees(by: User, task: Task) -> bool:
    return Task.objects.visible_to(by, on=clock.today()).filter(pk=task.pk).exists()


def test_a_secretary_of_the_programme() -> None:
    extension = asked(ministry())
    assert decides(secretary_of(extension.task), extension)


def test_the_head_of_the_authority() -> None:
    authority = ministry()
    extension = asked(authority)
    assert decides(person(Role.HEAD, authority), extension)
    assert again(extension.task).deadline == date(2026, 3, 31)


def test_an_authority_above_the_lead() -> None:
    authority = ministry()
    assert decides(person(Role.HEAD, authority), asked(authority, ministry(parent=authority)))


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.OFFICER, Role.AUDITOR, Role.SECRETARY])
def test_nobody_else_of_the_authority(role: Role) -> None:
    authority = ministry()
    assert not decides(person(role, authority), asked(authority))


def test_not_the_lead_itself() -> None:
    lead = ministry()
    assert not decides(person(Role.HEAD, lead), asked(lead, lead))


def test_nobody_below_the_lead() -> None:
    lead = ministry()
    department = OrganisationFactory.create(parent=lead)
    office = OrganisationFactory.create(parent=department)
    assert not decides(person(Role.HEAD, office), asked(office, lead))


def test_no_head_of_another_organisation() -> None:
    assert not decides(person(Role.HEAD, ministry()), asked(ministry()))


@pytest.mark.parametrize(
    ("role", "can_see"),
    [
        (Role.HEAD, True),
        (Role.FOCAL_POINT, True),
        (Role.OFFICER, False),
        (Role.SECRETARY, False),
        (Role.AUDITOR, False),
    ],
)
def test_who_has_to_decide_can_see_the_task(role: Role, can_see: bool) -> None:
    authority = ministry()
    extension = asked(authority)
    assert sees(person(role, authority), extension.task) is can_see
    assert not sees(person(role, OrganisationFactory.create(parent=authority)), extension.task)


def test_a_draft_is_not_shown_to_its_authority() -> None:
    authority = ministry()
    assert not sees(person(Role.HEAD, authority), draft(authority=authority))
