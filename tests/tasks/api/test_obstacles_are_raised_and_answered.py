import pytest

from accounts.enums import Role
from tests import factories as make
from tests.harness.api import as_

pytestmark = pytest.mark.django_db


def test_from_the_lead_to_who_was_asked_and_back() -> None:
    task, asked = make.assigned(), make.ministry()
    lead = as_(make.focal_point_of(task))
    body = {"text": "Thiếu dữ liệu.", "asked": asked.code, "answer_by": "2025-11-28"}
    assert lead.post(f"/api/v1/tasks/{task.pk}/raise/", body, "json").status_code == 200
    other = as_(make.person(Role.FOCAL_POINT, asked))
    (waiting,) = other.get("/api/v1/obstacles/?outcome=pending").json()["results"]
    assert (waiting["task_code"], waiting["answer_by"]) == (task.code, "2025-11-28")
    path = f"/api/v1/obstacles/{waiting['id']}/answer/"
    assert lead.post(path, {"answer": "Tự trả lời."}, "json").status_code == 403
    given = other.post(path, {"answer": "Đã gửi."}, "json").json()
    assert (given["outcome"], given["answer"]) == ("answered", "Đã gửi.")
    assert other.post(path, {"answer": "Lần nữa."}, "json").status_code == 409
    assert lead.get("/api/v1/obstacles/").json()["results"][0]["answer"] == "Đã gửi."


def test_an_outsider_gets_nowhere() -> None:
    task = make.assigned()
    lead, outsider = as_(make.focal_point_of(task)), as_(make.UserFactory.create())
    lead.post(f"/api/v1/tasks/{task.pk}/raise/", {"text": "Chờ."}, "json")
    obstacle = task.obstacles.get()
    assert outsider.get("/api/v1/obstacles/").json()["results"] == []
    path = f"/api/v1/obstacles/{obstacle.pk}/answer/"
    assert outsider.post(path, {"answer": "A."}, "json").status_code == 404
    path = f"/api/v1/tasks/{task.pk}/raise/"
    assert outsider.post(path, {"text": "A."}, "json").status_code == 404


def test_one_reported_with_progress_names_who_must_answer() -> None:
    task, asked = make.assigned(), make.ministry()
    body = {"obstacle": "Chờ số liệu.", "asked": asked.code, "answer_by": "2025-11-28"}
    path = f"/api/v1/tasks/{task.pk}/progress/"
    assert as_(make.focal_point_of(task)).post(path, body, "json").status_code == 200
    obstacle = task.obstacles.get()
    assert (obstacle.asked, str(obstacle.answer_by)) == (asked, "2025-11-28")
