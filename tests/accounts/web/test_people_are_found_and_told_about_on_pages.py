"""The list of people, the page of one, and what ending a role leaves behind."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import OrganisationKind, Role
from accounts.models import User
from tests import factories as make
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory, person
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture
def admin(shared_database: None) -> Client:
    committee = OrganisationFactory.create(kind=OrganisationKind.COMMITTEE)
    return signed_in(person(Role.ADMINISTRATOR, committee))


def signed_in(user: User) -> Client:
    browser = Client(headers={"accept-language": "vi"})
    browser.force_login(user)
    return browser


def found(browser: Client, **asked: str) -> set[str]:
    page = browser.get(reverse("people"), asked)
    return {one.full_name for one in page.context["page"]}


def test_by_name_without_marks_by_place_and_by_what_is_not_in_order(admin: Client) -> None:
    unit = OrganisationFactory.create(parent=OrganisationFactory.create(code="BO"))
    an = UserFactory.create(full_name="Đỗ Thị Ấn", email="")
    MembershipFactory.create(user=an, organisation=unit, role=Role.HEAD)
    blocked = MembershipFactory.create(user__full_name="Khoá", user__is_active=False).user
    assert found(admin, text="do thi an") == {"Đỗ Thị Ấn"}
    assert found(admin, organisation="BO", role="head") == {"Đỗ Thị Ấn"}
    assert found(admin, organisation="BO", role="officer") == set()
    assert found(admin, state="unmailable") == {"Đỗ Thị Ấn"}
    assert found(admin, state="blocked") == {blocked.full_name}
    assert "Đỗ Thị Ấn" in found(admin, state="never")
    UserFactory.create(full_name="Không vai")
    assert found(admin, state="no_role") == {"Không vai"}


def test_only_those_whom_the_reader_looks_after(shared_database: None) -> None:
    ministry = OrganisationFactory.create()
    local, elsewhere = person(Role.ADMINISTRATOR, ministry), MembershipFactory.create().user
    colleague = person(Role.OFFICER, OrganisationFactory.create(parent=ministry))
    browser = signed_in(local)
    assert found(browser) == {local.full_name, colleague.full_name}
    for name in ("person", "person_change", "person_block", "role_new"):
        assert browser.get(reverse(name, args=[elsewhere.pk])).status_code == 404
        assert browser.get(reverse(name, args=[colleague.pk])).status_code == 200


def test_the_list_costs_the_same_for_one_and_for_many(admin: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            admin.get(reverse("people"))
        return len(asked)

    cost()
    few = cost()
    for _each in range(3):
        MembershipFactory.create()
    assert cost() == few


def test_ending_a_role_says_first_what_it_leaves_behind(admin: Client) -> None:
    task = make.in_progress()
    focal = make.focal_point_of(task)
    role = focal.memberships.get()
    address = reverse("role_end", args=[role.pk])
    assert "không còn cán bộ đầu mối" in admin.get(address).text
    other = MembershipFactory.create(organisation=task.lead, role=Role.FOCAL_POINT)
    assert "không còn cán bộ đầu mối" not in admin.get(address).text
    block = admin.get(reverse("person_block", args=[focal.pk])).text
    assert "không còn cán bộ đầu mối" not in block
    yesterday = clock.today() - timedelta(days=1)
    assert admin.post(address, {"last_day": yesterday.isoformat()}).status_code == 302
    assert (
        "không còn cán bộ đầu mối" in admin.get(reverse("person_block", args=[other.user_id])).text
    )


def test_an_officer_leaves_tasks_without_a_person(admin: Client) -> None:
    lead = make.ministry()
    officer = person(Role.OFFICER, lead)
    make.in_progress(lead=lead, officer=officer)
    page = admin.get(reverse("person", args=[officer.pk])).text
    assert "Cán bộ thực hiện của 1 nhiệm vụ" in page
    address = reverse("role_end", args=[officer.memberships.get().pk])
    assert "không còn cán bộ thực hiện" in admin.get(address).text
    MembershipFactory.create(user=officer, organisation=lead, role=Role.FOCAL_POINT)
    assert "không còn cán bộ thực hiện" not in admin.get(address).text


def test_what_a_rule_refuses_is_said_beside_the_field(admin: Client) -> None:
    role = MembershipFactory.create()
    address = reverse("role_end", args=[role.pk])
    page = admin.post(address, {"last_day": "01/01/2024"})
    assert page.status_code == 422
    assert "Ngày cuối cùng sớm nhất" in page.text
