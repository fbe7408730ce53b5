"""On the page where it is entered, in the form of a task, and over the API."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tasks import domain
from tasks.models import Task
from tests import factories as f
from tests.harness.api import as_
from tests.tasks.web.posting import send
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def dated() -> Task:
    return f.draft(deadline=date(2026, 3, 31), deadline_text="Quý I/2026")


def browser_for(task: Task) -> Client:
    browser = Client()
    browser.force_login(f.secretary_of(task))
    return browser


def test_everything_but_the_title_on_the_page_where_it_is_entered() -> None:
    task = dated()
    assert task.deadlines
    rows = {"parts-TOTAL_FORMS": "0", "parts-INITIAL_FORMS": "0"}
    said = {"title": "Còn lại", "programme": task.programme.code, "revision": task.revision}
    browser = browser_for(task)
    assert browser.post(f"/drafts/{task.pk}/enter/", rows | said).status_code == 302
    left = f.again(task)
    assert (left.title, left.deadlines, left.deadline_text) == ("Còn lại", [], "")
    assert (left.lead, left.authority, left.officer) == (None, None, None)
    assert (left.deliverable_kind, left.deliverable_count, left.rhythm) == ("", None, "")
    assert {"deadline", "lead"} <= set(left.events.order_by("-pk")[0].act_detail["changed"])


def test_the_deadline_in_the_form_of_a_task() -> None:
    task = dated()
    send(browser_for(task), f"/tasks/{task.pk}/edit/", deadline="", deadline_text="")
    assert f.again(task).deadlines == []


def test_over_the_api() -> None:
    task = f.draft()
    address, api = f"/api/v1/tasks/{task.pk}/", as_(f.secretary_of(task))
    assert api.patch(address, {"title": "Khác"}, format="json").json()["deadline"]
    assert api.patch(address, {"deadline": None}, format="json").json()["deadline"] is None
    made = f.assigned()
    kept = as_(f.secretary_of(made)).patch(
        f"/api/v1/tasks/{made.pk}/", {"deadline": None}, format="json"
    )
    assert (kept.status_code, kept.json()["errors"][0]["code"]) == (400, "deadline_kept")


def test_a_text_that_names_a_day_keeps_it() -> None:
    task = dated()
    who: Any = {"by": f.secretary_of(task), "now": clock.now()}
    assert domain.edit_task(task, **who, deadline=None).deadlines == task.deadlines
    assert domain.edit_task(task, **who, deadline=None, deadline_text=" ").deadlines == []
    with pytest.raises(Refused):
        domain.edit_task(task, **who, title=" ")
