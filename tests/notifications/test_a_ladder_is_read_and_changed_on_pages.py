from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from notifications.domain.ladder import give_default_ladder
from notifications.models import Rung, RungDecision
from tasks.models import Task
from tests.factories import focal_point_of, person, secretary_of
from tests.harness.api import as_
from tests.harness.mail import Sink
from tests.notifications.ladders import keeper_of
from tests.notifications.telling import owed, owed_by_many, swept

pytestmark = pytest.mark.django_db
TEN = "cause=deadline&days=-10&unit=calendar&every=&audiences=focal_points&urgency=digest"
BODY: dict[str, Any] = {
    "adds": {"cause": "deadline", "days": -10, "audiences": ["focal_points"]},
}


@pytest.fixture
def task(mail: Sink) -> Task:
    del mail
    found = owed("2025-11-30")
    swept()
    return found


def test_the_rungs_are_told_in_words(client: Client, task: Task) -> None:
    Rung.objects.all().delete()
    give_default_ladder(task.programme)
    client.force_login(secretary_of(task))
    page = client.get(f"/ladders/{task.programme_id}/").content.decode()
    places = [
        page.index(words)
        for words in (
            "Trước hạn 30 ngày",
            "Đúng ngày đến hạn",
            "Sau hạn 14 ngày làm việc",
            "sau đó cứ 7 ngày một lần",
        )
    ]
    assert places == sorted(places)
    assert "kind=add" not in page


def test_a_change_shows_its_effect_and_is_decided_by_a_post(client: Client, task: Task) -> None:
    client.force_login(keeper_of(task.programme))
    address = f"/ladders/{task.programme_id}/change/?kind=add&{TEN}"
    page = client.get(f"{address}&day=2025-11-20").content.decode()
    assert "20/11/2025" in page
    assert str(focal_point_of(task)) in page
    assert not RungDecision.objects.exists()
    assert client.post(address, {"reason": ""}).status_code == 422
    answer = client.post(address, {"reason": "Nhắc sớm hơn."})
    assert answer["Location"] == f"/ladders/{task.programme_id}/"
    page = client.get(answer["Location"]).content.decode()
    assert "Nhắc sớm hơn." in page
    assert "before-10" in page


def test_what_a_rule_refuses_is_said_at_its_field(client: Client, task: Task) -> None:
    client.force_login(keeper_of(task.programme))
    same = TEN.replace("-10", "-7")
    page = client.get(f"/ladders/{task.programme_id}/change/?kind=add&{same}")
    assert set(page.context["form"].errors) == {"audiences"}


def test_a_day_is_shown_by_person_and_counted_first(client: Client, task: Task) -> None:
    client.force_login(secretary_of(task))
    page = client.get(f"/ladders/{task.programme_id}/preview/?day=2025-11-24").content.decode()
    assert "1 thông báo" in page
    assert "cho 1 người" in page
    assert task.code in page
    assert focal_point_of(task).email in page
    swept("2025-11-24")
    again = client.get(f"/ladders/{task.programme_id}/preview/?day=2025-11-24").content.decode()
    assert "1 thông báo" in again
    assert "09:0" in again


def test_who_keeps_it_but_sees_no_task_reads_no_title(client: Client, task: Task) -> None:
    client.force_login(keeper_of(task.programme))
    page = client.get(f"/ladders/{task.programme_id}/preview/?day=2025-11-24").content.decode()
    assert "1 thông báo" in page
    assert task.title not in page


@pytest.mark.parametrize("path", ["", "preview/", "change/?kind=add"])
def test_others_find_nothing(client: Client, task: Task, path: str) -> None:
    client.force_login(person(Role.HEAD, task.lead))
    assert client.get(f"/ladders/{task.programme_id}/{path}").status_code == 404


def test_a_day_costs_the_same_for_one_and_for_three(client: Client, mail: Sink) -> None:
    [task, *_others] = owed_by_many("2025-11-25", leads=3)
    client.force_login(secretary_of(task))
    costs = []
    for day in ("2025-11-24", "2025-11-18"):
        address = f"/ladders/{task.programme_id}/preview/?day={day}"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        costs.append(len(asked))
    many, one = costs
    assert many <= one + 2


def test_the_api_does_the_same(task: Task) -> None:
    here = f"/api/v1/ladders/{task.programme_id}/"
    api: Any = as_(keeper_of(task.programme))
    effect = api.post(f"{here}changes/preview/", BODY, format="json").json()
    assert [(one["day"], one["more"], one["fewer"]) for one in effect["days"]] == [
        ("2025-11-20", 1, 0)
    ]
    made = api.post(f"{here}changes/", BODY | {"reason": "Nhắc sớm."}, format="json")
    assert (made.status_code, made.json()[0]["rung"]["is_active"]) == (201, True)
    assert [one["code"] for one in api.get(here).json()][1] == "before-7"
    listed = api.get(f"{here}changes/").json()["results"]
    assert [one["ruling"] for one in listed] == ["added"]
    found = api.get(f"{here}preview/?day=2025-11-20").json()
    assert (found["notices"], found["people"]) == (1, 1)
    assert found["results"][0]["anchor"] == "2025-11-30"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "adds"),
        ({"retires": "nothing"}, "retires"),
        ({"adds": {"cause": "deadline", "days": -7, "audiences": ["officer"]}}, "audiences"),
        ({"adds": {"cause": "deadline", "audiences": ["asked"]}}, "audiences"),
    ],
)
def test_what_the_api_refuses_names_the_field(task: Task, body: Any, field: str) -> None:
    address = f"/api/v1/ladders/{task.programme_id}/changes/preview/"
    answer = as_(keeper_of(task.programme)).post(address, body, format="json")
    assert answer.status_code == 400
    assert [fault["attr"] for fault in answer.json()["errors"]] == [field]
