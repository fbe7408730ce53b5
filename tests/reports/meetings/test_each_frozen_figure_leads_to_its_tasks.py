"""Every figure of a frozen meeting leads to as many tasks as it says, and to those it counted."""

import csv
import io
from datetime import date
from itertools import cycle, product
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Block
from accounts.models import User
from reports.models import Meeting
from reports.queries.meetings.pictures import frozen_picture
from tasks.enums import DeadlineBasis, Standing
from tasks.models import Task
from tests import factories as make
from tests.harness.api import V1, as_
from tests.reports.following import links_to
from tests.reports.meetings.made import frozen, secretary

pytestmark = pytest.mark.shared
IN_TIME = {each for each in Standing.values if each.startswith("in_time")}
COMPLETED = {"completed_on_time", "completed_late"}


@pytest.fixture(scope="module")
def meeting(shared_database: None) -> Meeting:
    """Of three organisations in two blocks; what is done after it belongs to the next."""
    programme = make.programme()
    leads = [make.ministry(code=code) for code in ("R&D", "MOF")]
    leads.append(make.ministry(code="HAN", block=Block.LOCALITIES))
    for lead in leads:
        said: dict[str, Any] = {"programme": programme, "lead": lead}
        make.completed(**said)
        make.assigned(**said, deadline=date(2025, 11, 18))
        make.assigned(**said, deadline=None)
        make.in_progress(**said)
        make.withdrawn(**said)
    make.assigned("Chưa rõ", programme=programme, lead=leads[0], authority=None)
    make.at("2025-11-20 17:00")
    made = frozen(programme)
    make.at("2025-12-05")
    for task in Task.objects.filter(lead=leads[0], status="in_progress"):
        make.submit(task)
    make.assigned(programme=programme, lead=leads[0])
    return made


@pytest.fixture
def browser(meeting: Meeting) -> Client:
    client = Client()
    client.force_login(secretary(meeting.programme))
    return client


def api_of(meeting: Meeting) -> Any:
    return as_(secretary(meeting.programme))


def counted(page: Any) -> tuple[int, int]:
    return page.context["counted"], page.context["page"].paginator.count


@pytest.mark.parametrize(
    "words", ["R%26D", "block=localities", pytest.param("", marks=pytest.mark.prove)]
)
def test_every_cell_of_the_page(meeting: Meeting, browser: Client, words: str) -> None:
    """Of one row each, and in the long form of all."""
    page = browser.get(f"/meetings/{meeting.pk}/").content.decode()
    route = f"/meetings/{meeting.pk}/tasks/"
    found = links_to(route, page)
    # Three organisations, two blocks and all of them, six classes each.
    assert len(found) >= 6 * (3 + 2 + 1)
    assert len({figure for figure in found.values() if figure}) > 3
    row = {query: figure for query, figure in found.items() if words in query}
    assert len(row) >= 6
    for query, figure in row.items():
        assert counted(browser.get(f"{route}?{query}")) == (figure, figure), query


def test_exactly_the_tasks_of_the_document(meeting: Meeting) -> None:
    """By slice and class, against the lines themselves; each class by both deadlines in turn."""
    assert meeting.frozen
    picture, api = frozen_picture(meeting.frozen), api_of(meeting)
    lines, who = list(picture.lines), picture.by_code
    slices = [{}, {"block": "localities"}, *({"organisation": code} for code in ("R&D", "HAN"))]
    classes = {"": set(Standing.values), "in_time": IN_TIME, "completed": COMPLETED, "gone": {""}}
    classes |= {each: {each} for each in Standing.values} | {"all": {"", *Standing.values}}
    asked_of = zip(product(slices, classes.items()), cycle(DeadlineBasis))
    for (narrowed, (name, standings)), basis in asked_of:
        asked = narrowed | {"deadline": basis.value} | ({"standing": name} if name else {})
        found = api.get(f"{V1}/meetings/{meeting.pk}/tasks/", asked | {"page_size": 200}).json()
        wanted = [
            line.code
            for line in lines
            if line.standing_by(basis) in standings
            and narrowed.get("block", who[line.lead]["block"]) == who[line.lead]["block"]
            and narrowed.get("organisation", line.lead) == line.lead
        ]
        assert [each["code"] for each in found["results"]] == wanted, asked
        assert (found["counted"], found["visible"]) == (len(wanted), len(wanted))


def test_all_with_six_clarities(meeting: Meeting) -> None:
    assert meeting.frozen
    clear = frozen_picture(meeting.frozen).total().clear
    found = api_of(meeting).get(f"{V1}/meetings/{meeting.pk}/tasks/", {"standing": "clear"}).json()
    assert found["counted"] == clear > 0
    assert not any(each["gaps"] for each in found["results"])


def test_as_they_were_then(meeting: Meeting) -> None:
    api, address = api_of(meeting), f"{V1}/meetings/{meeting.pk}/tasks/"
    found = api.get(address, {"organisation": "R&D", "standing": "in_time_underway"}).json()
    [line] = found["results"]
    assert line["standing"] == "in_time_underway"
    assert Task.objects.get(pk=line["id"]).status == "submitted"


def test_page_by_page(meeting: Meeting) -> None:
    api, address = api_of(meeting), f"{V1}/meetings/{meeting.pk}/tasks/"
    whole = api.get(address).json()["results"]
    pages = [api.get(address, {"page": n, "page_size": 5}).json() for n in (1, 2, 3, 4)]
    assert [len(page["results"]) for page in pages] == [5, 5, 3, 0]
    assert [each for page in pages for each in page["results"]] == whole


def test_as_a_file(meeting: Meeting, browser: Client) -> None:
    address = f"/exports/meeting-tasks.csv?meeting={meeting.pk}&standing=overdue&organisation=HAN"
    answer = browser.get(address).getvalue().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(answer)))[1:]
    said = [line[1] for line in lines if line[0] == "statement"]
    assert meeting.frozen
    assert f"SHA-256: {meeting.frozen.sha256}" in said
    assert "Ông/bà được xem: 1 trong số 1 mà số liệu này tính" in said
    assert sum(line[0] != "statement" for line in lines) == 1


def test_who_sees_fewer_is_told_how_many(meeting: Meeting) -> None:
    reader: User = make.focal_point_of(Task.objects.filter(lead__code="HAN")[0])
    client = Client()
    client.force_login(reader)
    page = client.get(f"/meetings/{meeting.pk}/tasks/")
    assert counted(page) == (13, 4)
    assert "Ông/bà được xem 4 trong số 13" in page.content.decode()
    found = as_(reader).get(f"{V1}/meetings/{meeting.pk}/tasks/").json()
    assert (found["counted"], found["visible"], len(found["results"])) == (13, 4, 4)
    assert {each["lead"] for each in found["results"]} == {"HAN"}
    answer = client.get(f"/exports/meeting-tasks.csv?meeting={meeting.pk}").getvalue().decode()
    assert "Ông/bà được xem: 4 trong số 13 mà số liệu này tính" in answer


def test_what_the_document_does_not_know(meeting: Meeting, browser: Client) -> None:
    address = f"/meetings/{meeting.pk}/tasks/?organisation=NOBODY"
    assert browser.get(address).status_code == 404
    answer = api_of(meeting).get(f"{V1}{address}")
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "organisation")
