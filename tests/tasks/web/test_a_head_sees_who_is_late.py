"""One number and three names: on the first page of a head, and of nobody else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Deputy, Organisation, User
from tests import factories as make

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def lead(shared_database: None) -> Organisation:
    lead = make.ministry(code="LEAD")
    words: dict[str, Any] = {"lead": lead, "programme": make.programme()}
    often, long_ago = (
        make.MembershipFactory.create(role=Role.OFFICER, organisation=lead).user for _ in range(2)
    )
    for officer, due in ((often, 18), (often, 19), (long_ago, 17), (long_ago, 30)):
        make.assigned(**words, officer=officer, deadline=date(2025, 11, due))
    make.in_progress(**words, deadline=date(2025, 11, 30))
    make.at("2025-11-24")
    return lead


def first_page(reader: User) -> Any:
    browser = Client()
    browser.force_login(reader)
    return browser.get("/")


def test_the_one_with_most_comes_first(lead: Organisation) -> None:
    shown = first_page(make.person(Role.HEAD, lead)).context
    found = [(late.tasks, late.since) for late in shown["late"]]
    assert found == [(2, date(2025, 11, 18)), (1, date(2025, 11, 17))]
    assert shown["not_begun"] == 1


def test_who_acts_for_the_head_is_named(lead: Organisation) -> None:
    head, deputy = make.person(Role.HEAD, lead), make.person(Role.OFFICER, lead)
    days = {"from_day": date(2025, 11, 24), "until_day": date(2025, 11, 28)}
    Deputy.objects.create(organisation=lead, head=head, deputy=deputy, **days)
    page = first_page(head).content.decode()
    assert f"{deputy} được uỷ quyền thay ông/bà đến hết ngày 28/11/2025" in page


def test_a_focal_point_sees_what_is_owed_instead(lead: Organisation) -> None:
    shown = first_page(make.person(Role.FOCAL_POINT, lead))
    assert "late" not in shown.context
    assert "Ai đang quá hạn" not in shown.content.decode()
