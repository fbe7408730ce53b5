"""A second click, or a form that was opened before somebody else acted."""

import pytest
from django.test import Client

from tasks import domain
from tasks.enums import Status
from tests import factories as make
from tests.tasks.web.posting import refusals, shown
from tracker import clock

pytestmark = pytest.mark.django_db


def test_a_second_click_reports_nothing_twice() -> None:
    task = make.assigned()
    browser, path = Client(), f"/tasks/{task.pk}/progress/"
    browser.force_login(make.focal_point_of(task))
    form = shown(browser, path) | {"percent": "35"}
    assert browser.post(path, form).status_code == 302
    assert list(refusals(browser.post(path, form))) == ["__all__"]
    assert task.updates.count() == 1


def test_what_was_written_stays_and_can_be_sent_once_more() -> None:
    task = make.in_progress()
    browser, path = Client(), f"/tasks/{task.pk}/progress/"
    browser.force_login(make.focal_point_of(task))
    form = shown(browser, path) | {"percent": "60", "narrative": "Đã trình."}
    make.report(task, 50)
    page = browser.post(path, form)
    assert "Đã trình." in page.content.decode()
    again = {bound.html_name: bound.value() or "" for bound in page.context["form"]}
    assert browser.post(path, again).status_code == 302
    assert make.again(task).percent == 60


def test_a_decision_taken_elsewhere_is_named() -> None:
    task = make.submitted()
    browser, path = Client(), f"/tasks/{task.pk}/return/"
    browser.force_login(make.secretary_of(task))
    form = shown(browser, path) | {"reason": "Thiếu phụ lục."}
    domain.accept(task, by=make.secretary_of(task), now=clock.now())
    page = browser.post(path, form)
    assert "Thiếu phụ lục." in page.content.decode()
    form |= {"revision": str(make.again(task).revision)}
    assert "Đã hoàn thành" in refusals(browser.post(path, form))["__all__"][0]
    assert make.again(task).status == Status.COMPLETED
