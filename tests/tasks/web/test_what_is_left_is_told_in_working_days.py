import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tasks.models import Task
from tests import factories as make

pytestmark = pytest.mark.django_db


def _browser(task: Task) -> Client:
    browser = Client()
    browser.force_login(make.focal_point_of(task))
    return browser


@pytest.mark.parametrize("path", ["/", "/tasks/", "/tasks/{}/"])
def test_on_the_tasks_page_and_in_lists_with_how_they_were_counted(path: str) -> None:
    task = make.assigned(deadline=date(2025, 11, 24))  # a week away, with one week-end
    browser = _browser(task)
    page = browser.get(path.format(task.pk)).content.decode()
    assert "còn 5 ngày làm việc" in page
    links = re.findall(r'href="(/working-days/explained/[^"]+)"', page)
    (link,) = set(links)
    assert "22/11/2025" in browser.get(link.replace("&amp;", "&")).content.decode()  # passed over


def test_the_lunar_new_year_is_not_counted() -> None:
    make.at("2026-02-13")
    task = make.assigned(deadline=date(2026, 2, 23))
    page = _browser(task).get(f"/tasks/{task.pk}/").content.decode()
    assert "còn 1 ngày làm việc" in page


def test_what_is_late_is_told_in_calendar_days() -> None:
    task = make.assigned(deadline=date(2025, 11, 21))
    make.at("2025-11-24")
    assert "quá hạn 3 ngày" in _browser(task).get(f"/tasks/{task.pk}/").content.decode()


def test_the_calendar_is_read_once_for_many_deadlines() -> None:
    lead, owner = make.ministry(), make.programme()
    for _ in range(3):
        task = make.assigned(lead=lead, programme=owner, deadline=date(2025, 11, 24))
    browser = _browser(task)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.get("/")
    assert sum("tasks_workday" in query["sql"] for query in asked.captured_queries) <= 2
