"""Whatever goes wrong, a client reads `{"type", "errors": [{"code", "detail", "attr"}]}`."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from accounts.enums import Role
from tasks.interfaces.api.views import tasks
from tests import factories as f
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db


def check(answer: Any, status: int, kind: str, code: str) -> None:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    body = answer.json()
    assert set(body) == {"type", "errors"}
    assert body["type"] == kind
    assert [set(error) for error in body["errors"]] == [{"code", "detail", "attr"}]
    assert body["errors"][0]["code"] == code


@pytest.fixture
def client() -> Any:
    return as_(f.UserFactory.create())


def test_an_address_that_does_not_exist(client: Any) -> None:
    check(client.get(f"{V1}/nowhere/"), 404, "client_error", "not_found")
    check(client.get("/api/v2/tasks/"), 404, "client_error", "not_found")
    check(client.get(f"{V1}/tasks/{10**30}/"), 404, "client_error", "not_found")


def test_a_method_that_is_not_there(client: Any) -> None:
    check(client.delete(f"{V1}/tasks/"), 405, "client_error", "method_not_allowed")
    check(client.options(f"{V1}/tasks/"), 405, "client_error", "method_not_allowed")


def test_a_format_we_do_not_speak(client: Any) -> None:
    check(
        client.get(f"{V1}/me/", headers={"Accept": "text/csv"}),
        406,
        "client_error",
        "not_acceptable",
    )


@pytest.fixture
def secretary() -> Any:
    return as_(f.person(Role.SECRETARY, f.programme().owner))


@pytest.mark.parametrize("body", ["{", "", '{"title": NaN}', "[" * 100_000, b"\xff", "7" * 9999])
def test_what_is_not_json(secretary: Any, body: Any) -> None:
    answer = secretary.generic("POST", f"{V1}/tasks/", body, "application/json")
    if body:
        check(answer, 400, "client_error", "parse_error")
    else:
        assert answer.status_code == 400


@pytest.mark.parametrize("body", ["[]", "7", '"x"', "null"])
def test_json_that_is_no_object(secretary: Any, body: str) -> None:
    answer = secretary.generic("POST", f"{V1}/instruments/", body, "application/json")
    assert (answer.status_code, answer.json()["type"]) == (400, "validation_error")


def test_another_kind_of_body(secretary: Any) -> None:
    answer = secretary.generic(
        "POST", f"{V1}/tasks/", "title=x", "application/x-www-form-urlencoded"
    )
    check(answer, 415, "client_error", "unsupported_media_type")


def test_a_body_that_is_too_large(secretary: Any) -> None:
    body = '{"title": "' + "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + '"}'
    answer = secretary.generic("POST", f"{V1}/tasks/", body, "application/json")
    check(answer, 413, "client_error", "too_large")


def test_several_faults_come_together(secretary: Any) -> None:
    answer = secretary.post(f"{V1}/instruments/", {}).json()
    faults = {error["attr"] for error in answer["errors"]}
    assert faults == {"kind", "number", "title", "issuer", "issued_on"}


def test_a_fault_of_ours_gives_nothing_away(client: Any, monkeypatch: Any) -> None:
    def fail(*_: Any, **__: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT secret FROM nowhere")

    monkeypatch.setattr(tasks, "filtered_tasks", fail)
    client.raise_request_exception = False
    answer = client.get(f"{V1}/tasks/")
    check(answer, 500, "server_error", "error")
    assert "nowhere" not in answer.content.decode()
