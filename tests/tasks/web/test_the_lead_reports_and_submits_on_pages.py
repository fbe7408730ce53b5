from datetime import date

import pytest
from django.test import Client

from tasks.enums import Status
from tasks.models import Task
from tests import factories as make
from tests.tasks.web.posting import refusals, send

pytestmark = pytest.mark.django_db
CLAIM = {
    "product_kind": "decree",
    "product_number": "15/2025/NĐ-CP",
    "no_evidence_reason": "Tài liệu mật.",
    "product_date": "2025-11-17",
}


def signed_in(task: Task) -> Client:
    browser = Client()
    browser.force_login(make.focal_point_of(task))
    return browser


def test_progress_by_per_cent() -> None:
    task = make.assigned()
    page = send(
        signed_in(task), f"/tasks/{task.pk}/progress/", percent="35", narrative="Đã lấy ý kiến."
    )
    assert page.status_code == 302
    assert (make.again(task).percent, make.again(task).status) == (35, Status.IN_PROGRESS)


def test_progress_by_count_where_the_deliverable_is_counted() -> None:
    task = make.assigned(deliverable_count=60, deliverable_measure="văn bản")
    send(signed_in(task), f"/tasks/{task.pk}/progress/", count="15")
    assert (make.again(task).counted, make.again(task).percent) == (15, 25)


def test_nothing_to_say_is_refused_at_the_field() -> None:
    task = make.assigned()
    page = send(signed_in(task), f"/tasks/{task.pk}/progress/")
    assert list(refusals(page)) == ["percent"]


def test_a_submission_awaits_the_secretary() -> None:
    task = make.in_progress()
    page = send(signed_in(task), f"/tasks/{task.pk}/submit/", **CLAIM)
    assert page.status_code == 302
    assert make.again(task).status == Status.SUBMITTED
    assert task.submissions.get().completed_on == date(2025, 11, 17)


def test_a_refused_claim_keeps_what_was_typed() -> None:
    task = make.in_progress()
    late = {"product_date": "17/11/2025", "completed_on": "16/11/2025", "note": "Xin thẩm định."}
    page = send(signed_in(task), f"/tasks/{task.pk}/submit/", **CLAIM | late)
    assert "completed_on" in refusals(page) or "product_date" in refusals(page)
    assert "Xin thẩm định." in page.content.decode()
    assert make.again(task).status == Status.IN_PROGRESS


def test_an_extension_is_asked_for() -> None:
    task = make.in_progress()
    path = f"/tasks/{task.pk}/ask-extension/"
    send(signed_in(task), path, new_deadline="2026-03-31", reason="Chờ luật.")
    assert task.extensions.get().new_deadline == date(2026, 3, 31)
    assert "ask-extension" not in signed_in(task).get(f"/tasks/{task.pk}/").content.decode()


def test_somebody_elses_task_is_not_there() -> None:
    task, other = make.in_progress(), make.in_progress()
    browser = signed_in(other)
    assert browser.get(f"/tasks/{task.pk}/").status_code == 404
    assert browser.post(f"/tasks/{task.pk}/submit/", CLAIM).status_code == 404
