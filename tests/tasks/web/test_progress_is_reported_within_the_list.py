"""A focal point reports where the task stands in the list, and stays there."""

from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from tasks.models import ProgressUpdate, Task
from tests import factories as make

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def task() -> Task:
    return make.in_progress()


@pytest.fixture
def browser(task: Task) -> Client:
    browser = Client()
    browser.force_login(make.focal_point_of(task))
    return browser


def send(browser: Client, task: Task, **words: Any) -> Any:
    said = {"revision": task.revision, "on": "2025-11-17", "narrative": "Đã họp."} | words
    return browser.post(f"/tasks/{task.pk}/inline/", said, headers=HTMX)


def test_the_list_offers_the_form(browser: Client, task: Task) -> None:
    assert f'hx-get="/tasks/{task.pk}/inline/"' in browser.get("/").content.decode()
    form = browser.get(f"/tasks/{task.pk}/inline/", headers=HTMX).content.decode()
    assert f'id="id_{task.pk}_percent"' in form
    assert "<html" not in form


def test_the_row_comes_back_as_it_is_now(browser: Client, task: Task) -> None:
    before = ProgressUpdate.objects.count()
    answer = send(browser, task, percent=65)
    assert (answer.status_code, answer["HX-Retarget"]) == (200, f"#task-{task.pk}")
    assert answer.content.decode().strip().startswith(f'<li id="task-{task.pk}">')
    assert "65" in answer.content.decode()
    assert ProgressUpdate.objects.count() == before + 1


def test_what_a_rule_refuses_comes_back_with_what_was_written(browser: Client, task: Task) -> None:
    answer = send(browser, task, percent=165)
    assert answer.status_code == 422
    assert "Đã họp." in answer.content.decode()
    assert "HX-Retarget" not in answer


def test_a_refusal_further_down_unfolds_it(browser: Client, task: Task) -> None:
    answer = send(browser, task, percent=50, on="2025-12-31")
    assert answer.status_code == 422
    assert answer.context["unfolded"]


def test_it_is_not_offered_to_whoever_may_not_report(task: Task) -> None:
    held = make.MembershipFactory.create(role=Role.OFFICER, organisation=task.lead)
    browser = Client()
    browser.force_login(held.user)
    assert "/inline/" not in browser.get("/").content.decode()
    assert send(browser, task, percent=65).status_code == 403


def test_it_is_not_offered_while_the_secretary_decides() -> None:
    task = make.submitted()
    browser = Client()
    browser.force_login(make.focal_point_of(task))
    assert "/inline/" not in browser.get("/").content.decode()
