"""Beside the entering of its tasks, and as a page; refused at the field, with what was written."""

import pytest
from django.test import Client

from accounts.enums import Role
from tasks.models import Clause
from tests import factories as make
from tests.tasks.web.posting import refusals, send

pytestmark = pytest.mark.django_db
LIVE = {"HX-Request": "true"}


def signed_in() -> tuple[Client, Clause, Clause]:
    """A secretary, and two clauses of one instrument; from the first comes a draft."""
    task = make.draft()
    browser = Client()
    browser.force_login(make.secretary_of(task))
    second = make.ClauseFactory.create(
        instrument=task.clause.instrument, number="9", position=task.clause.position + 1
    )
    return browser, task.clause, second


def test_number_text_and_place_on_the_page() -> None:
    browser, first, second = signed_in()
    path = f"/clauses/{second.pk}/edit/"
    after = send(browser, path, number="0.a", text="Mới.", after="0")
    assert after["Location"].endswith(f"?clause={second.pk}#clause-{second.pk}")
    clauses = first.instrument.clauses.all()
    assert [(one.pk, one.text) for one in clauses] == [
        (second.pk, "Mới."),
        (first.pk, first.text),
    ]
    page = browser.get(path).text
    assert "<ins>0.a</ins>" in page
    assert "<ins>Mới.</ins>" in page
    refused = send(browser, path, number=first.number, text="Giữ lại.")
    assert list(refusals(refused)) == ["number"]
    assert "Giữ lại." in refused.text


def test_in_its_place_where_it_is_entered() -> None:
    browser, first, _second = signed_in()
    path = f"/clauses/{first.pk}/edit/"
    form = browser.get(path, headers=LIVE)
    assert "<html" not in form.text
    assert f'hx-target="#said-{first.pk}"' in form.text
    said = {"number": "7", "text": "Khác.", "after": "0"}
    assert browser.post(path, said | {"number": ""}, headers=LIVE).status_code == 422
    done = browser.post(path, said, headers=LIVE)
    assert done["HX-Retarget"] == "#entering"
    assert done.context["at_work"].each.clause.number == "7"


def test_one_without_tasks_can_be_removed() -> None:
    browser, first, second = signed_in()
    assert f"/clauses/{second.pk}/remove/" in browser.get(f"/clauses/{second.pk}/edit/").text
    assert f"/clauses/{first.pk}/remove/" not in browser.get(f"/clauses/{first.pk}/edit/").text
    kept = browser.post(f"/clauses/{first.pk}/remove/", follow=True)
    assert "điểm có nhiệm vụ thì giữ lại" in kept.text
    browser.post(f"/clauses/{second.pk}/remove/")
    assert list(first.instrument.clauses.all()) == [first]


def test_another_secretary_is_told_that_it_is_not_theirs() -> None:
    _browser, first, _second = signed_in()
    other = Client()
    other.force_login(make.person(Role.SECRETARY, make.programme().owner))
    assert other.get(f"/clauses/{first.pk}/edit/").status_code == 403
    assert other.post(f"/clauses/{first.pk}/remove/").status_code == 403
