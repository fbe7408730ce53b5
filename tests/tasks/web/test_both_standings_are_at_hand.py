"""Against the deadline in force and against the first: on the task, in the list and in the API."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tasks.domain import ask_extension, decide_extension
from tasks.models import Task
from tests.factories import again, assigned, at, focal_point_of, secretary_of
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.django_db
IN_TIME, OVERDUE = "in_time_not_started", "overdue"


@pytest.fixture
def task() -> Task:
    """In time by an extension only."""
    made = assigned(deadline=date(2025, 11, 20))
    asked: dict[str, Any] = {"new_deadline": date(2025, 12, 31), "reason": "Chờ ý kiến."}
    request = ask_extension(made, by=focal_point_of(made), now=clock.now(), **asked)
    decide_extension(request, by=secretary_of(made), now=clock.now(), granted=True)
    at("2025-11-24")
    return again(made)


def test_on_the_task(client: Client, task: Task) -> None:
    client.force_login(focal_point_of(task))
    page = client.get(f"/tasks/{task.pk}/")
    assert (page.context["standing"], page.context["standing_first"]) == (IN_TIME, OVERDUE)


def test_in_the_list_by_a_switch_in_the_address(client: Client, task: Task) -> None:
    client.force_login(focal_point_of(task))
    assert listed(client, "") == [(IN_TIME, OVERDUE)]
    assert listed(client, "?deadline=first") == [(OVERDUE, IN_TIME)]
    assert listed(client, "?deadline=first&standing=overdue") == [(OVERDUE, IN_TIME)]
    assert listed(client, "?standing=overdue") == []
    page = client.get("/tasks/?deadline=first").content.decode()
    assert '<option value="first" selected>' in page


def listed(client: Client, query: str) -> list[tuple[str, str]]:
    """The standing of each row, and that against the other deadline."""
    rows = client.get(f"/tasks/{query}").context["rows"]
    return [(task.standing, otherwise) for task, otherwise in rows]


def test_in_the_api(task: Task) -> None:
    client = as_(focal_point_of(task))
    for deadline, standing in (("in_force", IN_TIME), ("first", OVERDUE)):
        [row] = client.get(f"{V1}/tasks/?deadline={deadline}").json()["results"]
        assert (row["standing"], row["standing_first"]) == (standing, OVERDUE)
