"""The queue of reviews: what was asked for beside what was handed in, decided on there and then."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from tasks import domain
from tasks.enums import Status
from tasks.models import Extension, Submission, Task
from tests import factories as make
from tracker import clock

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def queue_of(task: Task, *, role: Role = Role.SECRETARY) -> Client:
    """The browser of somebody who oversees its programme."""
    browser = Client()
    browser.force_login(make.person(role, task.programme.owner))
    return browser


def address(asked: Submission | Extension) -> str:
    return f"/review/{type(asked).__name__.lower()}/{asked.pk}/"


def claim_of(task: Task) -> Submission:
    return task.submissions.get(outcome="pending")


def decide(
    browser: Client, asked: Submission | Extension, *, htmx: bool = False, **said: Any
) -> Any:
    words = {"revision": make.again(asked.task).revision} | said
    return browser.post(address(asked), words, headers=HTMX if htmx else {})


def two() -> tuple[Task, Task]:
    """Submitted one after the other."""
    first = make.submitted()
    make.at("2025-11-18")
    return first, make.submitted(programme=first.programme)


def test_late_ones_come_first_and_the_first_is_chosen() -> None:
    first, second = two()
    make.at("2025-11-21")
    page = queue_of(first).get("/review/")
    assert [one["review"].task for one in page.context["late"]] == [first]
    assert [one["review"].task for one in page.context["others"]] == [second]
    assert page.context["chosen"].task == first


def test_what_was_asked_stands_beside_what_was_handed_in() -> None:
    task = make.in_progress(deliverable_kind="decree")
    make.submit(task)
    domain.send_back(task, by=make.secretary_of(task), now=clock.now(), reason="Thiếu phụ lục II.")
    make.submit(task, product_kind="report")
    text = queue_of(task).get(address(claim_of(task))).content.decode()
    assert "Nghị định" in text
    assert "khác loại được giao" in text
    assert "Thiếu phụ lục II." in text
    assert "PDF, " in text


def test_the_next_one_comes_after_a_decision() -> None:
    first, second = two()
    browser = queue_of(first)
    answer = decide(browser, claim_of(first), act="return", reason="Thiếu phụ lục.", htmx=True)
    assert answer.context["chosen"].task == second
    assert first.code in answer.content.decode()
    assert make.again(first).status == Status.IN_PROGRESS
    answer = decide(browser, claim_of(second), act="accept")
    assert answer.url == "/review/"
    assert make.again(second).status == Status.COMPLETED
    assert "Không còn gì chờ quyết định" in browser.get("/review/").content.decode()


def test_a_request_is_decided_there_too() -> None:
    task = make.assigned()
    words: dict[str, Any] = {
        "by": make.focal_point_of(task),
        "now": clock.now(),
        "reason": "Chờ luật.",
    }
    request = domain.ask_extension(task, new_deadline=date(2026, 3, 31), **words)
    said: dict[str, Any] = {"act": "decide", "granted": "yes", "deadline": "2026-03-31"}
    assert decide(queue_of(task), request, **said).status_code == 302
    assert make.again(task).deadline == date(2026, 3, 31)


def test_a_form_that_does_not_hold_comes_back_alone() -> None:
    task = make.submitted()
    answer = decide(queue_of(task), claim_of(task), act="return", reason="", htmx=True)
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#chosen"
    assert "queue-row" not in answer.content.decode()
    assert make.again(task).status == Status.SUBMITTED


@pytest.mark.parametrize("htmx", [True, False])
def test_whoever_comes_second_is_told_and_goes_on(htmx: bool) -> None:
    first, second = two()
    browser, claim, colleague = queue_of(first), claim_of(first), make.secretary_of(first)
    revision = first.revision
    domain.accept(first, by=colleague, now=clock.now())
    answer = decide(browser, claim, act="return", reason="Thiếu.", revision=revision, htmx=htmx)
    if not htmx:
        answer = browser.get(answer.url)
    assert answer.context["chosen"].task == second
    told = f"{first.code} vừa được {colleague} quyết định ngày 18/11/2025: Chấp nhận."
    assert told in answer.content.decode()
    assert make.again(first).status == Status.COMPLETED


def test_an_auditor_looks_and_does_not_decide() -> None:
    task = make.submitted()
    auditor = queue_of(task, role=Role.AUDITOR)
    assert "Thư ký quyết định" in auditor.get(address(claim_of(task))).content.decode()
    assert decide(auditor, claim_of(task), act="accept").status_code == 403


def test_other_programmes_are_out_of_sight() -> None:
    task = make.submitted()
    assert queue_of(make.submitted()).get(address(claim_of(task))).status_code == 404
    assert queue_of(task).get(f"/review/task/{task.pk}/").status_code == 404
