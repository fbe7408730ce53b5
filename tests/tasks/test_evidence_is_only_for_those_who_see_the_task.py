"""Handed out as an attachment that no browser opens inside the site, by page and API alike."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import User
from tasks.models import Evidence, Task
from tests.factories import focal_point_of, in_progress, ministry, person, secretary_of, submit
from tests.harness.api import V1, as_
from tests.harness.files import pdf, uploaded, xlsx
from tracker.lib import blobs

pytestmark = pytest.mark.django_db
OUTLETS = ["", V1]


@pytest.fixture
def task() -> Task:
    return submit(in_progress(), evidence=[uploaded(pdf("Bi mat"), "Tờ trình “số 5”.pdf")]).task


@pytest.fixture
def proof(task: Task) -> Evidence:
    return Evidence.objects.get(submission__task=task)


def ask(outlet: str, user: User, task: Task, proof: int, **headers: str) -> Any:
    path = f"{outlet}/tasks/{task.pk}/evidence/{proof}/"
    if outlet:
        client = as_(user)
        client.raise_request_exception = False
        return client.get(path, headers=headers)
    browser = Client()
    browser.force_login(user)
    return browser.get(path, headers=headers)


@pytest.mark.parametrize("outlet", OUTLETS)
def test_it_comes_as_an_attachment(outlet: str, task: Task, proof: Evidence) -> None:
    answer = ask(outlet, focal_point_of(task), task, proof.pk)
    assert b"".join(answer) == pdf("Bi mat")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''"
        "T%E1%BB%9D%20tr%C3%ACnh%20%E2%80%9Cs%E1%BB%91%205%E2%80%9D.pdf"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox;")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_only_what_a_browser_draws_is_shown(task: Task, proof: Evidence) -> None:
    browser = Client()
    browser.force_login(focal_point_of(task))
    answer = browser.get(f"/tasks/{task.pk}/evidence/{proof.pk}/?open")
    assert b"".join(answer) == pdf("Bi mat")
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    table, content = in_progress(), xlsx()
    submit(table, evidence=[uploaded(content, "bảng.xlsx")])
    browser.force_login(focal_point_of(table))
    other = Evidence.objects.get(submission__task=table)
    answer = browser.get(f"/tasks/{table.pk}/evidence/{other.pk}/?open")
    assert b"".join(answer) == content
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_api_gives_it_whatever_is_accepted(task: Task, proof: Evidence) -> None:
    answer = ask(V1, secretary_of(task), task, proof.pk, accept="application/pdf")
    assert b"".join(answer) == pdf("Bi mat")


@pytest.mark.parametrize("outlet", OUTLETS)
def test_for_others_it_does_not_exist(outlet: str, task: Task, proof: Evidence) -> None:
    outsider = person(Role.FOCAL_POINT, ministry())
    assert ask(outlet, outsider, task, proof.pk).status_code == 404


@pytest.mark.parametrize("outlet", OUTLETS)
def test_it_is_found_only_under_its_own_task(outlet: str, task: Task, proof: Evidence) -> None:
    other = in_progress(lead=task.lead, programme=task.programme)
    assert ask(outlet, focal_point_of(task), other, proof.pk).status_code == 404


@pytest.mark.parametrize("outlet", OUTLETS)
def test_one_that_has_changed_is_reported_instead(
    outlet: str,
    task: Task,
    proof: Evidence,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = blobs.place_of(settings.EVIDENCE_FOLDER, proof.sha256)
    path.chmod(0o600)
    path.write_bytes(b"<script>")
    answer = ask(outlet, focal_point_of(task), task, proof.pk)
    path.unlink()
    assert answer.status_code == 500
    assert b"<script>alert" not in answer.content
    assert proof.sha256 in caplog.text
