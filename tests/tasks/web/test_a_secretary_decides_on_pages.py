from datetime import date

import pytest
from django.test import Client

from tasks import domain
from tasks.enums import Outcome, Status
from tasks.models import Task
from tests import factories as make
from tests.tasks.web.posting import refusals, send
from tracker import clock

pytestmark = pytest.mark.django_db


def secretary(task: Task) -> Client:
    browser = Client()
    browser.force_login(make.secretary_of(task))
    return browser


def test_a_submission_is_accepted() -> None:
    task = make.submitted()
    assert send(secretary(task), f"/tasks/{task.pk}/accept/").status_code == 302
    assert make.again(task).status == Status.COMPLETED


def test_a_submission_is_returned_with_a_reason() -> None:
    task = make.submitted()
    path = f"/tasks/{task.pk}/return/"
    assert list(refusals(send(secretary(task), path))) == ["reason"]
    send(secretary(task), path, reason="Thiếu phụ lục.")
    assert make.again(task).status == Status.IN_PROGRESS
    assert "Thiếu phụ lục." in secretary(task).get(f"/tasks/{task.pk}/").content.decode()


@pytest.fixture
def asked() -> Task:
    task = make.in_progress()
    domain.ask_extension(
        task,
        by=make.focal_point_of(task),
        now=clock.now(),
        new_deadline=date(2026, 3, 31),
        reason="Chờ luật.",
    )
    return make.again(task)


def test_an_extension_is_granted_to_another_day(asked: Task) -> None:
    path = f"/tasks/{asked.pk}/decide-extension/"
    words = {"granted": "yes", "deadline": "2026-02-28"}
    assert list(refusals(send(secretary(asked), path, **words))) == ["reason"]
    send(secretary(asked), path, **words, reason="Luật được thông qua trước ngày đó.")
    again = make.again(asked)
    assert (again.first_deadline, again.deadline) == (make.DEADLINE, date(2026, 2, 28))


def test_an_extension_is_refused_with_a_reason(asked: Task) -> None:
    path = f"/tasks/{asked.pk}/decide-extension/"
    assert list(refusals(send(secretary(asked), path, granted="no"))) == ["reason"]
    send(secretary(asked), path, granted="no", reason="Không có căn cứ.")
    assert asked.extensions.get().outcome == Outcome.REFUSED


def test_a_task_rests_and_goes_on() -> None:
    task = make.in_progress()
    decision = make.InstrumentFactory.create().pk
    send(secretary(task), f"/tasks/{task.pk}/suspend/", reason="Chờ luật.", instrument=decision)
    assert make.again(task).status == Status.SUSPENDED
    send(secretary(task), f"/tasks/{task.pk}/resume/", reason="Luật đã có.")
    assert make.again(task).status == Status.IN_PROGRESS


def test_what_the_status_does_not_allow_is_said_instead_of_a_form() -> None:
    task = make.completed()
    page = secretary(task).get(f"/tasks/{task.pk}/accept/").content.decode()
    assert "Đã hoàn thành" in page
    assert 'name="note"' not in page
