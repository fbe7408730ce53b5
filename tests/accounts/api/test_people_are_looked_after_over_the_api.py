"""Administrators look after people and roles over the API, within what is theirs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.enums import OrganisationKind, Role
from accounts.models import User
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory, person
from tests.harness.api import V1, as_
from tests.harness.mail import Sink
from tracker import clock

pytestmark = pytest.mark.shared
PEOPLE = f"{V1}/people/"


@pytest.fixture
def admin(shared_database: None) -> APIClient:
    committee = OrganisationFactory.create(kind=OrganisationKind.COMMITTEE)
    return as_(person(Role.ADMINISTRATOR, committee))


def error(answer: Any) -> tuple[int, str, str | None]:
    [fault] = answer.json()["errors"]
    return answer.status_code, fault["code"], fault["attr"]


def test_entered_changed_blocked_and_mailed(admin: APIClient, mail: Sink) -> None:
    body = {"username": "binh.lt", "full_name": "Lê Thị Bình", "email": "binh@bo.example"}
    body |= {"organisation": OrganisationFactory.create().code, "role": "focal_point"}
    made = admin.post(PEOPLE, body)
    assert made.status_code == 201, made.json()
    [role] = made.json()["roles"]
    assert (role["role"], role["from_day"]) == ("focal_point", clock.today().isoformat())
    assert error(admin.post(PEOPLE, body)) == (400, "taken", "username")
    here = f"{PEOPLE}{made.json()['id']}/"
    changed = admin.patch(here, {"email": "lan@bo.example"}).json()
    assert (changed["full_name"], changed["email"]) == ("Lê Thị Bình", "lan@bo.example")
    assert admin.post(f"{here}link/").json()["link_sent_at"]
    assert [letter["To"] for letter in mail.messages()] == ["lan@bo.example"]
    assert admin.post(f"{here}block/").json()["is_active"] is False
    assert error(admin.post(f"{here}link/")) == (400, "blocked", "non_field_errors")
    assert admin.post(f"{here}unblock/").json()["is_active"] is True
    noted = User.objects.get(username="binh.lt").changes.values_list("by__full_name", flat=True)
    assert None not in set(noted)


def test_roles_are_granted_and_ended(admin: APIClient) -> None:
    held, today = MembershipFactory.create(role=Role.OFFICER), clock.today()
    body = {"organisation": held.organisation.code, "role": "head"}
    granted = admin.post(f"{PEOPLE}{held.user_id}/roles/", body)
    assert granted.status_code == 201, granted.json()
    end = f"{PEOPLE}roles/{granted.json()['id']}/end/"
    early = {"last_day": (today - timedelta(days=9)).isoformat()}
    assert error(admin.post(end, early)) == (400, "too_early", "last_day")
    ended = admin.post(end, {"last_day": today.isoformat()}).json()
    assert {role["until_day"] for role in ended["roles"]} == {None, today.isoformat()}


def test_narrowed_as_on_the_page(admin: APIClient) -> None:
    unit = OrganisationFactory.create(parent=OrganisationFactory.create(code="BO"))
    an = UserFactory.create(full_name="Đỗ Thị Ấn", email="")
    MembershipFactory.create(user=an, organisation=unit, role=Role.HEAD)

    def found(**asked: str) -> list[str]:
        return [one["full_name"] for one in admin.get(PEOPLE, asked).json()["results"]]

    assert found(text="do thi an") == found(organisation="BO", role="head") == ["Đỗ Thị Ấn"]
    assert found(state="unmailable") == ["Đỗ Thị Ấn"]
    assert found(organisation="BO", role="officer") == []
    assert admin.get(PEOPLE, {"state": "sleeping"}).status_code == 400


def test_only_what_the_reader_looks_after(shared_database: None) -> None:
    ministry, elsewhere = OrganisationFactory.create(), MembershipFactory.create()
    admin = person(Role.ADMINISTRATOR, ministry)
    local, both = as_(admin), MembershipFactory.create(organisation=ministry).user
    MembershipFactory.create(user=both, organisation=elsewhere.organisation)
    seen = {one["id"] for one in local.get(PEOPLE).json()["results"]}
    assert seen == {both.pk, admin.pk}
    assert local.get(f"{PEOPLE}{elsewhere.user_id}/").status_code == 404
    assert local.post(f"{PEOPLE}{both.pk}/block/").status_code == 403
    body = {"organisation": elsewhere.organisation.code, "role": "head"}
    assert local.post(f"{PEOPLE}{both.pk}/roles/", body).status_code == 403
    end = {"last_day": clock.today().isoformat()}
    assert local.post(f"{PEOPLE}roles/{elsewhere.pk}/end/", end).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(admin: APIClient) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            admin.get(PEOPLE)
        return len(asked)

    few = cost()
    for _each in range(3):
        MembershipFactory.create()
    assert cost() == few
