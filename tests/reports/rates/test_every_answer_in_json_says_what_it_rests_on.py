"""Each report over the API, and by command, ends with what is needed to ask and check it again."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from accounts.enums import Role
from tests import factories as make
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db
PATHS = {
    "rates/": {"on_time_rate", "clarity"},
    "rates/work/": {"completion_median"},
    "rates/reporting/": {"reporting_rate"},
    "rates/late-recording/": {"on_time_rate"},
}


@pytest.mark.parametrize("path", PATHS)
def test_from_which_history_by_whom_and_how(path: str) -> None:
    task = make.in_progress()
    by = make.person(Role.SECRETARY, task.programme.owner)
    said: dict[str, Any] = as_(by).get(f"{V1}/{path}").json()["statement"]
    assert said["made_by"] == by.username
    assert said["made_at"].startswith("2025-11-")
    assert said["seal"] is None
    assert {each["code"] for each in said["measures"]} & PATHS[path]
    assert all(each["formula"] for each in said["measures"])


@pytest.mark.parametrize("path", ["rates/reporting/", "rates/late-recording/"])
def test_what_was_asked(path: str) -> None:
    task = make.in_progress()
    by = make.person(Role.SECRETARY, task.programme.owner)
    assert task.lead
    asked = {"programme": task.programme.code, "organisation": task.lead.code}
    said = as_(by).get(f"{V1}/{path}", asked).json()["statement"]
    assert said["programme"] == task.programme.code
    assert said["filters"]["organisation"] == task.lead.code
    assert said["cut_off"] == "2025-11-17"


@pytest.mark.parametrize("command", ["reporting", "late_recording"])
def test_by_command_nobody_made_it(command: str) -> None:
    out = io.StringIO()
    call_command(command, format="json", stdout=out)
    said = json.loads(out.getvalue())["statement"]
    assert said["made_by"] is None
    assert said["made_at"]
