"""Each list of what changed between two meetings, with the filters and rights of its page."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from reports.domain.jobs import carry_out
from reports.interfaces.producers import PRODUCERS
from reports.models import Job, Meeting
from tasks.models import Programme, Task
from tests import factories as make
from tests.factories import at
from tests.harness.api import V1, as_
from tests.reports.meetings.made import frozen, secretary
from tracker import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def between() -> tuple[Meeting, Meeting, list[Task]]:
    """Two meetings; meanwhile two deadlines passed, and one task was newly assigned."""
    programme: Programme = make.programme()
    due = date(2025, 11, 18)
    tasks = [make.assigned(programme=programme, deadline=due) for _ in range(2)]
    first = frozen(programme)
    at("2025-11-25")
    tasks.append(make.assigned(programme=programme))
    return first, frozen(programme), tasks


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def browser(user: User) -> Client:
    User.objects.filter(pk=user.pk).update(language="en")
    client = Client()
    client.force_login(user)
    return client


def test_of_one_fact(between: tuple[Meeting, Meeting, list[Task]]) -> None:
    first, last, (one, two, _new) = between
    page = browser(secretary(last.programme))
    shown = page.get(f"/meetings/{last.pk}/changes/?fact=overdue").content.decode()
    address = f"/exports/meeting-changes.csv?meeting={last.pk}&since={first.pk}&fact=overdue"
    assert address.replace("&", "&amp;") in shown
    found = lines(page.get(address).getvalue())
    told = [line for line in found if line["Code"] != "statement"]
    assert [line["Code"] for line in told] == sorted([one.code, two.code])
    assert (told[0]["Before"], told[0]["After"]) == ("In time, not started", "Overdue")
    assert told[0]["What explains it"] == "the days that have passed"
    assert told[0]["Deadline after"] == "2025-11-18"
    said = [line["Task"] for line in found if line["Code"] == "statement"]
    assert "In which lists: newly overdue" in said
    assert "Visible to you: 2 of the 2 that this figure counts" in said


def test_of_all_that_changed_and_only_what_the_reader_sees(
    between: tuple[Meeting, Meeting, list[Task]],
) -> None:
    _first, last, tasks = between
    address = f"{V1}/exports/meeting-changes/csv/?meeting={last.pk}"
    whole = lines(as_(secretary(last.programme)).get(address).getvalue())
    assert {task.code for task in tasks} <= {line["Mã"] for line in whole}
    own = lines(as_(make.focal_point_of(tasks[0])).get(address).getvalue())
    assert [line["Mã"] for line in own if line["Mã"] != "statement"] == [tasks[0].code]
    assert "Ông/bà được xem: 1 trong số 3 mà số liệu này tính" in {line["Nhiệm vụ"] for line in own}


def test_classes_of_the_page_and_until_now(
    between: tuple[Meeting, Meeting, list[Task]],
) -> None:
    first, _last, tasks = between
    page = browser(secretary(first.programme))
    address = f"meeting={first.pk}&until=now&was=in_time&became=overdue"
    shown = page.get(f"/meetings/{first.pk}/changes/?{address.split('&', 1)[1]}").content.decode()
    assert address.replace("&", "&amp;") in shown
    found = lines(page.get(f"/exports/meeting-changes.csv?{address}").getvalue())
    assert len([line for line in found if line["Code"] != "statement"]) == len(tasks) - 1


def test_as_a_workbook(between: tuple[Meeting, Meeting, list[Task]]) -> None:
    _first, last, _tasks = between
    by = secretary(last.programme)
    answer = as_(by).post(f"{V1}/exports/meeting-changes/xlsx/?meeting={last.pk}")
    assert answer.status_code == 202
    assert carry_out(answer.json()["id"], producers=PRODUCERS, now=clock.now())
    assert Job.objects.get().state == "finished"


def test_of_nothing_to_compare_with_there_is_no_file(
    between: tuple[Meeting, Meeting, list[Task]],
) -> None:
    first, last, _tasks = between
    page, outsider = browser(secretary(first.programme)), browser(make.UserFactory.create())
    gone = (f"meeting={first.pk}", f"meeting={last.pk}&since=0", "meeting=0", "since=1", "")
    for asked in gone:
        assert page.get(f"/exports/meeting-changes.csv?{asked}").status_code == 404
    assert outsider.get(f"/exports/meeting-changes.csv?meeting={last.pk}").status_code == 404
