"""Answers and silence, for who asked, for who was asked, and for the secretary."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from tasks.domain import answer_obstacle, raise_obstacle
from tasks.models import Obstacle
from tasks.queries.obstacles import obstacles_of
from tests import factories as make
from tests.tasks.web.posting import refusals, send
from tracker import clock

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def raised(**words: Any) -> Obstacle:
    task = make.assigned()
    by = make.focal_point_of(task)
    said: dict[str, Any] = {"by": by, "now": clock.now(), "text": "Thiếu kinh phí."}
    return raise_obstacle(task, **said | words)


def sections(user: User) -> dict[str, list[tuple[Obstacle, int]]]:
    page = browser(user).get("/obstacles/")
    return {
        str(section["heading"]): [(row["obstacle"], row["silent"]) for row in section["obstacles"]]
        for section in page.context["sections"]
    }


def test_a_silence_is_seen_by_all_three() -> None:
    asked = make.ministry()
    obstacle = raised(asked=asked, answer_by=date(2025, 11, 18))
    make.at("2025-11-21")
    silence = [(obstacle, 3)]
    assert silence in sections(make.person(Role.HEAD, asked)).values()
    assert silence in sections(make.focal_point_of(obstacle.task)).values()
    assert silence in sections(make.secretary_of(obstacle.task)).values()
    assert not any(sections(make.person(Role.HEAD, make.ministry())).values())


def test_it_is_answered_on_its_page() -> None:
    asked = make.ministry()
    obstacle, path = raised(asked=asked), "/obstacles/{}/"
    client = browser(make.person(Role.FOCAL_POINT, asked))
    assert "answer" in refusals(client.post(path.format(obstacle.pk), {"answer": " "}))
    assert send(client, path.format(obstacle.pk), answer="Đã bố trí.").status_code == 302
    page = browser(make.focal_point_of(obstacle.task)).get(f"/tasks/{obstacle.task_id}/")
    assert "Đã bố trí." in page.content.decode()


def test_it_is_raised_on_the_tasks_page() -> None:
    task, asked = make.assigned(), make.ministry()
    client = browser(make.focal_point_of(task))
    path = f"/tasks/{task.pk}/raise/"
    assert send(client, path, text="Chờ ý kiến.", asked=str(asked.pk)).status_code == 302
    assert task.obstacles.get().asked == asked
    assert "Chờ trả lời" in client.get(f"/tasks/{task.pk}/").content.decode()


def test_the_list_costs_the_same_for_few_and_many() -> None:
    asked = make.ministry()
    client = browser(make.person(Role.HEAD, asked))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/obstacles/").status_code == 200
        return len(captured)

    raised(asked=asked)
    few = queries()
    for _ in range(3):
        raised(asked=asked)
    assert queries() == few


def test_one_reported_with_progress_names_who_must_answer() -> None:
    task, asked = make.assigned(), make.ministry()
    path = f"/tasks/{task.pk}/progress/"
    said = {"percent": "10", "obstacle": "Chờ số liệu.", "asked": str(asked.pk)}
    client = browser(make.focal_point_of(task))
    assert "answer_by" in refusals(send(client, path, answer_by="2025-11-14", **said))
    assert send(client, path, answer_by="2025-11-28", **said).status_code == 302
    obstacle = task.obstacles.get()
    assert (obstacle.asked, obstacle.answer_by) == (asked, date(2025, 11, 28))


def test_what_waits_comes_first() -> None:
    asked = make.ministry()
    answered, waits = raised(asked=asked), raised(asked=asked)
    by = make.person(Role.HEAD, asked)
    answer_obstacle(answered, by=by, now=clock.now(), answer="Đã bố trí.")
    assert list(obstacles_of(by, on=clock.today())) == [waits, answered]
