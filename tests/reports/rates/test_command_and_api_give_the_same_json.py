import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.enums import Role
from reports.enums import Slice
from tasks.enums import Standing, Status
from tasks.models import Programme
from tests import factories
from tests.factories import person, programme, task_in

pytestmark = pytest.mark.shared
COUNTS = {"total", *Standing.values}
MEASURES = {
    "completion_rate",
    "due_completion_rate",
    "on_time_rate",
    "on_time_share",
    "overdue_share",
    "clarity",
}


@pytest.fixture(scope="module")
def monitored(shared_database: None) -> Programme:
    monitored = programme()
    for status in Status:
        deadline = {} if status is not Status.ENDED else {"deadline": None}
        task_in(status, programme=monitored, **deadline)
    factories.assigned(programme=monitored, deadline=None)
    return monitored


def by_command(**asked: str) -> Any:
    out = io.StringIO()
    call_command("rates", format="json", language="vi", stdout=out, stderr=io.StringIO(), **asked)
    return json.loads(out.getvalue())


def by_api(client: Client, reader: Programme, **asked: str) -> Any:
    client.force_login(person(Role.SECRETARY, reader.owner))
    answer = client.get("/api/v1/rates/", asked, headers={"Accept-Language": "vi"})
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("by", Slice.values)
def test_by_every_slice(monitored: Programme, client: Client, by: str) -> None:
    asked = {"by": by, "programme": monitored.code, "knowledge": "known", "deadline": "first"}
    asked |= {"organised": "now"}
    command, api = by_command(**asked), by_api(client, monitored, **asked)
    assert unmade(command) == unmade(api)
    assert command["statement"]["made_by"] is None
    assert api["statement"]["made_by"] == person(Role.SECRETARY, monitored.owner).username


def test_crossed_and_ranked(monitored: Programme, client: Client) -> None:
    crossed = {"by": "block", "across": "theme"}
    ranked = {"by": "organisation", "rank": "overdue_share", "least": "0", "since": "2025-11-16"}
    for asked in (crossed, ranked):
        answer = by_api(client, monitored, **asked)
        assert unmade(by_command(**asked)) == unmade(answer)
        assert bool(answer["cells"]) == ("across" in asked)
        assert bool(answer["ranking"]) == ("rank" in asked)


def unmade(answer: Any) -> Any:
    """But for who made it, and when."""
    told = {name: said for name, said in answer["statement"].items() if "made" not in name}
    return answer | {"statement": told}


def test_its_shape(monitored: Programme, client: Client) -> None:
    answer = by_api(client, monitored, by="programme")
    asked = ["as_of", "knowledge", "deadline", "organised", "participation", "programme"]
    narrowed = ["filters", "by", "across"]
    given = ["totals", "rows", "columns", "cells", "ranking", "statement"]
    assert list(answer) == [*asked, *narrowed, *given]
    assert (answer["as_of"], answer["knowledge"]) == ("2025-11-17", "happened")
    assert (answer["deadline"], answer["organised"]) == ("in_force", "then")
    assert answer["programme"] is None
    assert set(answer["totals"]) == COUNTS | MEASURES
    (row,) = answer["rows"]
    assert (row["key"], row["name"]) == (monitored.code, monitored.name)
    assert {name: row[name] for name in COUNTS | MEASURES} == answer["totals"]


def test_its_figures(monitored: Programme, client: Client) -> None:
    totals = by_api(client, monitored)["totals"]
    assert totals["total"] == sum(totals[standing] for standing in Standing.values) == 6
    assert totals["completed_on_time"] == totals["in_time_awaiting"] == 1
    assert (totals["on_time_rate"], totals["overdue_share"]) == (1.0, 0.0)
    assert totals["completion_rate"] == 0.1667
    assert by_api(client, monitored)["rows"] == []


def test_what_the_api_does_not_know(monitored: Programme, client: Client) -> None:
    client.force_login(person(Role.SECRETARY, monitored.owner))
    for asked in ({"by": "colour"}, {"as_of": "x"}, {"instrument": "1/XX"}, {"colour": "red"}):
        answer = client.get("/api/v1/rates/", asked)
        assert answer.status_code == 400
        assert [fault["attr"] for fault in answer.json()["errors"]] == list(asked)
