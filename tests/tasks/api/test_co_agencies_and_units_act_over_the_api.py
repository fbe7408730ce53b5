"""Parts and units over the API, as whom they are for and as an outsider."""

from datetime import date
from typing import Any

import pytest
from rest_framework.response import Response

from accounts.enums import Role
from accounts.models import Organisation, User
from tasks.domain import Part
from tasks.models import Task
from tests.factories import OrganisationFactory, again, assigned, focal_point_of, ministry, person
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> Organisation:
    return ministry()


@pytest.fixture
def task(partner: Organisation) -> Task:
    return again(assigned(co_agencies=[Part(partner, "Bố trí kinh phí", date(2025, 12, 1))]))


def send(by: User, task: Task, act: str, **body: Any) -> Response:
    address = f"{V1}/tasks/{task.pk}/{act}/"
    return as_(by).post(address, body, format="json")


PRODUCT = {
    "product_kind": "document",
    "product_number": "812/BTC-NSNN",
    "product_date": "2025-11-17",
}


def test_a_co_agency_reports_and_the_lead_returns(task: Task, partner: Organisation) -> None:
    by, lead = person(Role.FOCAL_POINT, partner), focal_point_of(task)
    where = {"organisation": partner.code}
    said = {"narrative": "Đã lập dự toán.", "percent": 30, **where}
    answer = send(by, task, "part-progress", **said)
    assert answer.status_code == 200
    assert answer.data["next_acts"] == ["part_progress", "part_done", "raise"]
    [part] = answer.data["co_agencies"]
    assert (part["standing"], part["due"], part["percent"]) == (
        "in_time_underway",
        "2025-12-01",
        30,
    )
    assert part["last"]["by"]["username"] == by.username
    [part] = send(by, task, "part-done", **PRODUCT, **where).data["co_agencies"]
    assert (part["standing"], part["completed_on"]) == ("completed_on_time", "2025-11-17")
    again_done = send(by, task, "part-done", **PRODUCT, **where)
    assert (again_done.status_code, again_done.data["errors"][0]["code"]) == (409, "part_done")
    [part] = send(lead, task, "part-return", reason="Thiếu.", **where).data["co_agencies"]
    assert (part["standing"], part["last"]["act"]) == ("in_time_underway", "part_return")


def test_nobody_else_reports(task: Task, partner: Organisation) -> None:
    said = {"narrative": "Đã làm.", "organisation": partner.code}
    outsider = person(Role.FOCAL_POINT, ministry())
    assert send(outsider, task, "part-progress", **said).status_code == 404
    assert send(focal_point_of(task), task, "part-progress", **said).status_code == 403
    officer = person(Role.OFFICER, partner)
    assert send(officer, task, "part-progress", **said).status_code == 403
    by = person(Role.FOCAL_POINT, partner)
    assert send(by, task, "part-return", reason="Thiếu.", **said).status_code == 403


def test_a_co_agency_does_not_report_for_another(partner: Organisation) -> None:
    second = ministry()
    task = again(assigned(co_agencies=[Part(partner, "A"), Part(second, "B")]))
    by = person(Role.FOCAL_POINT, partner)
    answer = send(by, task, "part-progress", narrative="Đã làm.", organisation=second.code)
    assert answer.status_code == 403


def test_the_lead_hands_it_to_a_unit(task: Task) -> None:
    unit = OrganisationFactory.create(parent=task.lead)
    officer, lead = person(Role.OFFICER, unit), focal_point_of(task)
    assert send(officer, task, "progress", percent=10).status_code == 404
    answer = send(lead, task, "hand-down", unit=unit.code, officer=officer.username)
    assert answer.status_code == 200
    assert answer.data["unit"]["code"] == unit.code
    assert answer.data["officer"]["username"] == officer.username
    assert send(officer, task, "progress", percent=10).status_code == 200
    assert send(officer, task, "hand-down", unit=unit.code).status_code == 403
    stranger = send(lead, task, "hand-down", officer=person(Role.OFFICER, ministry()).username)
    assert stranger.data["errors"][0]["attr"] == "officer"
