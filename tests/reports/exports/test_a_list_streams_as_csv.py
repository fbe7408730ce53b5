"""A list as csv: the rows of its page, with its rights and filters, sent while they are read."""

import csv
import io
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests import factories as make
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def lines(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == HTTPStatus.OK
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; ")
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_filters_of_the_page_are_in_force() -> None:
    soon = make.in_progress(title="@SUM(A1)")
    make.assigned(programme=soon.programme)
    me = browser(make.secretary_of(soon))
    answer = me.get("/exports/tasks.csv?standing=in_time_underway&page=7")
    assert answer.streaming
    [row] = lines(answer)
    assert (row["Mã"], row["Nhiệm vụ"]) == (soon.code, "'@SUM(A1)")
    assert row["note"] == "dữ liệu minh hoạ, không phải số liệu chính thức"


def test_page_and_api_mean_the_same() -> None:
    task = make.in_progress()
    by = make.secretary_of(task)
    page = lines(browser(by).get(f"/exports/tasks.csv?organisation={task.lead_id}"))
    api = as_(by).get(f"{V1}/exports/tasks/csv/?organisation={task.lead.code}")
    assert lines(api) == page
    assert len(page) == 1


def test_nobody_gets_more_than_the_page_shows() -> None:
    task = make.in_progress()
    outsider = make.UserFactory.create()
    assert lines(browser(outsider).get("/exports/tasks.csv")) == []
    for name in ("history", "notices"):
        answer = browser(outsider).get(f"/exports/{name}.csv?task={task.pk}")
        assert answer.status_code == HTTPStatus.NOT_FOUND
    for name in ("drafts", "reviews", "mergers"):
        assert browser(outsider).get(f"/exports/{name}.csv").status_code == HTTPStatus.FORBIDDEN
        ordered = as_(outsider).post(f"{V1}/exports/{name}/xlsx/")
        assert ordered.status_code == HTTPStatus.FORBIDDEN


def test_what_makes_no_sense_is_explained() -> None:
    by = make.secretary_of(make.in_progress())
    answer = browser(by).get("/exports/tasks.csv?due_to=†")
    assert answer["Location"].startswith("/tasks/?due_to=")
    assert as_(by).get(f"{V1}/exports/tasks/csv/?due_to=x").status_code == HTTPStatus.BAD_REQUEST
    unknown = as_(by).get(f"{V1}/exports/tasks/csv/?nonsense=1")
    assert unknown.json()["errors"][0]["code"] == "unknown_parameter"


def test_a_past_day_is_told_as_it_was() -> None:
    task = make.in_progress()
    by = make.secretary_of(task)
    make.at("2025-11-20")
    make.submit(task)
    [now] = lines(browser(by).get("/exports/tasks.csv"))
    [then] = lines(browser(by).get("/exports/tasks.csv?as_of=2025-11-18"))
    assert now["Phân loại"] != then["Phân loại"]


def test_any_number_of_tasks_costs_the_same_queries() -> None:
    first = make.in_progress()
    by, counts = make.secretary_of(first), []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            lines(browser(by).get("/exports/tasks.csv"))
        counts.append(len(seen))
        make.in_progress(programme=first.programme)
        make.assigned(programme=first.programme)
    assert counts[0] == counts[1]
