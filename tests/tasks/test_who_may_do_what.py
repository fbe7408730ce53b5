"""Act × who, written out: `S`ecretary of the owner, `F`ocal point, `H`ead, `O`fficer in charge."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from tasks.domain import report_progress
from tasks.enums import Act
from tasks.models import Task
from tasks.rules.next_acts import next_acts
from tasks.rules.permissions import may
from tests.factories import (
    OrganisationFactory,
    UserFactory,
    again,
    assigned,
    draft,
    in_progress,
    ministry,
    person,
    programme,
)
from tracker import clock

pytestmark = pytest.mark.django_db

MAY = {
    Act.DRAFT: "S",
    Act.EDIT: "S",
    Act.ASSIGN: "S",
    Act.PROGRESS: "FHO",
    Act.SUBMIT: "FH",
    Act.ACCEPT: "S",
    Act.RETURN: "S",
    Act.ASK_EXTENSION: "FH",
    Act.GRANT_EXTENSION: "S",
    Act.REFUSE_EXTENSION: "S",
    Act.SUSPEND: "S",
    Act.RESUME: "S",
    Act.WITHDRAW: "S",
    Act.END: "S",
    Act.DISCARD: "S",
    Act.REASSIGN: "S",
    Act.SPLIT: "S",
    Act.MERGE: "S",
    Act.CONTINUE: "S",
    Act.REPLACE: "S",
    Act.REVOKE: "S",
    Act.RAISE: "FHO",
    Act.HAND_DOWN: "FH",
    Act.PART_RETURN: "FH",
}


def everybody(task: Task) -> dict[str, User]:
    """Letters as above; a number for each who may do nothing."""
    lead, owner = task.lead, task.programme.owner
    assert lead
    assert task.officer
    unit = OrganisationFactory.create(parent=lead)
    nobodies = [
        UserFactory.create(),
        UserFactory.create(is_superuser=True),
        person(Role.SECRETARY, lead),
        person(Role.SECRETARY, programme().owner),
        person(Role.FOCAL_POINT, owner),
        person(Role.FOCAL_POINT, ministry()),
        person(Role.HEAD, unit),
        person(Role.OFFICER, unit),
        person(Role.AUDITOR, owner),
        person(Role.ADMINISTRATOR, owner),
        person(Role.AUDITOR, lead),
    ]
    return {
        "S": person(Role.SECRETARY, owner),
        "F": person(Role.FOCAL_POINT, lead),
        "H": person(Role.HEAD, lead),
        "O": task.officer,
    } | {str(number): user for number, user in enumerate(nobodies)}


def in_charge(task: Task) -> Task:
    assert task.lead
    Task.objects.filter(pk=task.pk).update(officer=person(Role.OFFICER, task.lead))
    return again(task)


def test_who_may() -> None:
    task, today = in_charge(assigned()), clock.today()
    people = {letter: seats_of(user, on=today) for letter, user in everybody(task).items()}
    found = {
        act: "".join(letter for letter, seats in people.items() if may(act, seats, task))
        for act in Act
    }
    assert {act: letters for act, letters in found.items() if letters} == MAY


def test_another_officer_of_the_lead_may_not_report() -> None:
    task = in_charge(assigned())
    assert task.lead
    other = UserFactory.create()
    other.memberships.create(organisation=task.lead, role=Role.OFFICER, from_day="2025-01-01")
    with pytest.raises(PermissionDenied):
        report_progress(task, by=other, now=clock.now(), percent=10)


def test_an_officer_who_has_left_may_not_report() -> None:
    task = in_charge(assigned())
    assert task.officer
    task.officer.memberships.update(until_day="2025-11-16")
    with pytest.raises(PermissionDenied):
        report_progress(task, by=task.officer, now=clock.now(), percent=10)


def test_what_is_offered_can_be_done_now() -> None:
    today = clock.today()
    drafted, running = draft(), in_progress()
    assert drafted.lead
    assert running.lead
    secretary = seats_of(person(Role.SECRETARY, drafted.programme.owner), on=today)
    assert next_acts(secretary, drafted, extension_open=False) == [
        Act.EDIT,
        Act.ASSIGN,
        Act.DISCARD,
    ]
    focal_point = seats_of(person(Role.FOCAL_POINT, running.lead), on=today)
    offered = next_acts(focal_point, running, extension_open=False)
    assert offered == [
        Act.PROGRESS,
        Act.SUBMIT,
        Act.ASK_EXTENSION,
        Act.HAND_DOWN,
        Act.RAISE,
    ]
