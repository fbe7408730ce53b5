"""Wherever its owner is when a file is there or has failed, they are told: once, with a link."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from reports.domain import leases
from reports.models import Job
from tests import factories as make
from tests.reports.jobs.making import again, carried_out, ordered

pytestmark = pytest.mark.django_db
NEWS = "/jobs/news/"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asked(client: Client) -> Any:
    """As the page does that is open meanwhile."""
    return client.get(NEWS, headers={"HX-Request": "true"})


@pytest.fixture
def job() -> Job:
    job = ordered()
    carried_out(job)
    return job


def test_the_next_page_says_so_and_the_one_after_it_does_not(job: Job) -> None:
    me = browser(job.asked_by)
    first, second = (me.get("/tasks/").text for _ in range(2))
    assert f'href="/jobs/{job.pk}/file/"' in first
    assert f'href="/jobs/{job.pk}/file/"' not in second


def test_a_failure_is_told_too() -> None:
    job = ordered()
    leases.claim(job.pk)
    leases.mark_failed(again(job), "Không được.")
    page = browser(job.asked_by).get("/tasks/").text
    assert "Không tạo được" in page
    assert f'href="/jobs/{job.pk}/"' in page


def test_a_page_asks_only_while_a_file_is_made() -> None:
    job = ordered()
    me = browser(job.asked_by)
    assert 'id="toasts"' in me.get("/tasks/").text
    assert 'id="toasts"' not in me.get(f"/jobs/{job.pk}/").text  # it asks for itself
    assert asked(me).status_code == 204
    ordered(job.asked_by)
    carried_out(job)
    notice = asked(me)
    assert notice.status_code == 200
    assert notice.text.count("data-toast-close") == 1
    assert asked(me).status_code == 204
    carried_out(Job.objects.exclude(pk=job.pk).get())
    assert asked(me).status_code == 286  # htmx's word for "stop"
    assert 'id="toasts"' not in me.get("/tasks/").text


@pytest.mark.parametrize("path", ["", "file/"])
def test_whoever_looks_at_the_file_itself_knows(job: Job, path: str) -> None:
    me = browser(job.asked_by)
    b"".join(me.get(f"/jobs/{job.pk}/{path}"))
    assert again(job).told_at is not None
    assert asked(me).text == ""


def test_nobody_else_is_told(job: Job) -> None:
    other = browser(make.UserFactory.create())
    assert f"/jobs/{job.pk}/" not in other.get("/tasks/").text
    assert asked(other).text == ""
    assert asked(Client()).status_code == 286
    assert again(job).told_at is None


def test_asking_is_one_query_of_an_index_and_keeps_no_session_alive() -> None:
    me = browser(ordered().asked_by)
    with CaptureQueriesContext(connection) as seen:
        answer = asked(me)
    assert [query["sql"].split('"')[1] for query in seen.captured_queries] == [
        *("django_session", "accounts_user", "reports_job")
    ]
    assert not answer.cookies
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + seen.captured_queries[-1]["sql"])
        assert "Index Scan" in str(cursor.fetchall())


def test_it_is_no_page(job: Job) -> None:
    answer = browser(job.asked_by).get(NEWS)
    assert (answer.status_code, answer["Location"]) == (302, "/jobs/")
