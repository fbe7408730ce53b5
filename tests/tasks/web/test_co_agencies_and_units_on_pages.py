"""A co-agency finds and reports its parts; the lead returns one, and hands a task down."""

from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Organisation, User
from tasks.domain import Part
from tasks.models import Task
from tasks.rules.parts import joined_now
from tests import factories as make
from tests.tasks.web.posting import refusals, send

pytestmark = pytest.mark.django_db
DONE = {
    "product_kind": "document",
    "product_number": "812/BTC-NSNN",
    "product_date": "2025-11-17",
}


@pytest.fixture
def us() -> Organisation:
    return make.ministry()


def as_(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def joins(us: Organisation, part: str, due: date | None) -> int:
    return make.assigned(co_agencies=[Part(us, part, due)]).pk


def test_home_lists_our_parts_the_most_urgent_first(us: Organisation) -> None:
    joins(us, "Sau", None)
    joins(us, "Gấp", date(2025, 11, 18))
    done = joins(us, "Xong", date(2025, 11, 17))
    browser = as_(make.person(Role.FOCAL_POINT, us))
    send(browser, f"/tasks/{done}/part-done/", **DONE)
    page = browser.get("/")
    assert [row["part"].part for row in page.context["joined"]] == ["Gấp", "Sau", "Xong"]
    said = page.content.decode()
    assert said.count("part-progress/") == 2
    make.at("2025-11-19")
    overdue = browser.get("/").context["joined"][0]
    assert (overdue["part"].part, overdue["urgency"]) == ("Gấp", "overdue")
    officer = as_(make.person(Role.OFFICER, us)).get("/").content.decode()
    assert "Gấp" in officer
    assert "part-progress/" not in officer


def test_a_report_is_shown_to_the_lead_who_returns_it(us: Organisation) -> None:
    pk = joins(us, "Bố trí kinh phí", date(2025, 12, 1))
    ours = as_(make.person(Role.FOCAL_POINT, us))
    page = send(ours, f"/tasks/{pk}/part-progress/", percent="40", narrative="Đã lập dự toán.")
    assert page.status_code == 302
    task = Task.objects.get(pk=pk)
    lead = as_(make.focal_point_of(task))
    said = lead.get(f"/tasks/{pk}/").content.decode()
    assert "Đã lập dự toán." in said
    assert "part-return/" not in said
    send(ours, f"/tasks/{pk}/part-done/", **DONE)
    assert "part-return/" in lead.get(f"/tasks/{pk}/").content.decode()
    assert send(lead, f"/tasks/{pk}/part-return/", reason="Thiếu phụ lục.").status_code == 302
    [part] = joined_now(make.again(task))
    assert part.is_returned


def test_a_rule_says_no_at_the_field(us: Organisation) -> None:
    pk = joins(us, "Bố trí kinh phí", None)
    ours = as_(make.person(Role.FOCAL_POINT, us))
    claim = DONE | {"product_date": "2025-11-18"}
    assert list(refusals(send(ours, f"/tasks/{pk}/part-done/", **claim))) == ["product_date"]


def test_the_lead_hands_it_to_a_unit_whose_officer_finds_it() -> None:
    task = make.assigned()
    unit = make.OrganisationFactory.create(parent=task.lead)
    officer = make.person(Role.OFFICER, unit)
    path = f"/tasks/{task.pk}/hand-down/"
    lead = as_(make.focal_point_of(task))
    page = send(lead, path, unit=str(unit.pk), officer=str(officer.pk))
    assert page.status_code == 302
    assert str(unit) in lead.get(f"/tasks/{task.pk}/").content.decode()
    theirs = as_(officer).get("/")
    assert [row["task"].code for _urgency, rows in theirs.context["owed"] for row in rows] == [
        task.code
    ]
    stranger = make.person(Role.OFFICER, make.ministry())
    assert list(refusals(send(lead, path, officer=str(stranger.pk)))) == ["officer"]
