"""A job, its progress and its file are there for whoever asked, and for nobody else."""

from http import HTTPStatus

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from reports.domain import leases
from reports.models import Job
from tests import factories as make
from tests.harness.api import V1, as_
from tests.reports.jobs.making import again, carried_out, ordered
from tracker.lib import blobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Job:
    job = ordered()
    carried_out(job)
    return again(job)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_it_is_a_download(job: Job) -> None:
    for answer in (
        browser(job.asked_by).get(f"/jobs/{job.pk}/file/"),
        as_(job.asked_by).get(f"{V1}/jobs/{job.pk}/file/"),
    ):
        assert b"".join(answer) == b"figures"
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''b%C3%A1o")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]


def test_nobody_else_finds_anything(job: Job) -> None:
    others = (make.UserFactory.create(), make.UserFactory.create(is_superuser=True, is_staff=True))
    for other in others:
        for address in (f"/jobs/{job.pk}/", f"/jobs/{job.pk}/file/"):
            assert browser(other).get(address).status_code == HTTPStatus.NOT_FOUND
            assert as_(other).get(f"/api/v1{address}").status_code == HTTPStatus.NOT_FOUND
        assert job.file_name not in browser(other).get("/jobs/").text
        assert as_(other).get(f"{V1}/jobs/").json()["results"] == []


def test_until_it_is_over_the_page_asks_again() -> None:
    job = ordered()
    leases.claim(job.pk)
    leases.renew(again(job), 3, 7)
    me = browser(job.asked_by)
    answer = me.get(f"/jobs/{job.pk}/")
    assert 'hx-trigger="every 3s"' in answer.text
    assert 'http-equiv="refresh"' in answer.text  # within <noscript>
    assert "3 trên 7" in answer.text
    part = me.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).text
    assert "3 trên 7" in part
    assert "<html" not in part
    leases.mark_failed(again(job), "Không được.")
    answer = me.get(f"/jobs/{job.pk}/")
    assert "refresh" not in answer.text
    assert "every 3s" not in answer.text
    assert "Không được." in answer.text


def test_before_and_after_there_is_no_file(job: Job) -> None:
    waiting = ordered(job.asked_by)
    me = browser(job.asked_by)
    assert me.get(f"/jobs/{waiting.pk}/file/").status_code == HTTPStatus.NOT_FOUND
    blobs.place_of(settings.JOBS_FOLDER, job.sha256).unlink()
    assert me.get(f"/jobs/{job.pk}/file/").status_code == HTTPStatus.NOT_FOUND


def test_the_list_costs_the_same_for_any_number(job: Job) -> None:
    me, counts = browser(job.asked_by), []
    for _ in range(3):
        with CaptureQueriesContext(connection) as seen:
            me.get("/jobs/")
        counts.append(len(seen))
        ordered(job.asked_by)
    assert counts[1] == counts[2]


def test_the_api_says_how_far_it_is(job: Job) -> None:
    [row] = as_(job.asked_by).get(f"{V1}/jobs/").json()["results"]
    assert row == as_(job.asked_by).get(f"{V1}/jobs/{job.pk}/").json()
    assert (row["state"], row["done"], row["total"]) == ("finished", 2, 2)
    assert row["sha256"] == job.sha256
