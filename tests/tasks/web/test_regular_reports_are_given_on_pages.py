"""The lead finds what is due on its first page, reports on it, and finds it on the task's page."""

from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from tasks import domain
from tasks.enums import Reporting, Rhythm
from tasks.models import Occurrence, OccurrenceReport, Task
from tests import factories as make
from tests.harness.api import V1, as_
from tests.tasks.web.posting import refusals, send
from tracker import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def task() -> Task:
    made = make.assigned(deadline=None, rhythm=Rhythm.MONTHLY)
    make.at("2025-11-28")
    domain.open_occurrences(now=clock.now())
    return made


@pytest.fixture
def browser(client: Client, task: Task) -> Client:
    client.force_login(make.focal_point_of(task))
    return client


def path(task: Task) -> str:
    return f"/tasks/{task.pk}/reports/{Occurrence.objects.get(task=task).pk}/"


def test_it_is_found_reported_and_gone(browser: Client, task: Task) -> None:
    [due] = browser.get("/").context["reports_due"]
    assert (due["occurrence"].task, due["may_report"]) == (task, True)
    assert send(browser, path(task), narrative="Đã tổng hợp.").status_code == 302
    assert browser.get("/").context["reports_due"] == []
    [row] = browser.get(f"/tasks/{task.pk}/").context["occurrences"]
    assert (row["reporting"], row["may_report"]) == (Reporting.ON_TIME, False)
    page = browser.get(f"/tasks/{task.pk}/").content.decode()
    assert "đã báo cáo kỳ từ 17/11/2025 đến 30/11/2025" in page


def test_a_second_click_is_told(browser: Client, task: Task) -> None:
    send(browser, path(task), narrative="Một.")
    again = browser.post(path(task), {"narrative": "Hai."})
    assert "Kỳ này đã được báo cáo." in str(refusals(again))
    assert OccurrenceReport.objects.count() == 1


def test_a_day_far_back_needs_its_reason(browser: Client, task: Task) -> None:
    refused = send(browser, path(task), narrative="Đã làm.", on="2025-11-20")
    assert list(refusals(refused)) == ["late_reason"]
    words = {"narrative": "Đã làm.", "on": "2025-11-20", "late_reason": "Mất kết nối."}
    assert browser.post(path(task), words).status_code == 302


def test_one_of_another_task_is_not_there(browser: Client, task: Task) -> None:
    other = make.assigned(lead=task.lead, programme=task.programme)
    wrong = path(task).replace(f"/tasks/{task.pk}/", f"/tasks/{other.pk}/")
    assert browser.get(wrong).status_code == 404


def test_the_first_page_lists_none_while_suspended(browser: Client, task: Task) -> None:
    make.report(task)
    words: dict[str, Any] = {"instrument": make.InstrumentFactory.create(), "reason": "Chờ."}
    domain.suspend(task, by=make.secretary_of(task), now=clock.now(), **words)
    assert browser.get("/").context["reports_due"] == []


def test_over_the_api(task: Task) -> None:
    client = as_(make.focal_point_of(task))
    [row] = client.get(f"{V1}/occurrences/?reporting=waiting").json()["results"]
    assert (row["code"], row["due_on"], row["report"]) == (task.code, "2025-11-30", None)
    address = f"{V1}/occurrences/{row['id']}/report/"
    outsider = as_(make.person(Role.FOCAL_POINT, make.ministry()))
    assert outsider.post(address, {"narrative": "Đã làm."}).status_code == 404
    assert outsider.get(f"{V1}/occurrences/").json()["results"] == []
    secretary = as_(make.secretary_of(task))
    assert secretary.post(address, {"narrative": "Đã làm."}).status_code == 403
    answer = client.post(address, {"narrative": "Đã làm."})
    assert answer.status_code == 200
    assert (answer.json()["reporting"], answer.json()["report"]["reported_on"]) == (
        "on_time",
        "2025-11-28",
    )
    again = client.post(address, {"narrative": "Đã làm."})
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "already_reported")
    narrowed = f"{V1}/occurrences/?task={task.pk}&due_from=2025-12-01"
    assert client.get(narrowed).json()["results"] == []
