"""One programme with one of each kind of trouble, looked at on the day, before it, and after."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.enums import Risk
from reports.queries.pack import lists
from reports.rules.pack.lists import Listing
from reports.rules.report import Question
from tasks import domain
from tasks.enums import Clarity, Knowledge, Standing
from tasks.models import Programme
from tests import factories as make
from tracker import clock

pytestmark = pytest.mark.shared
LISTS: list[Callable[[Question], Listing[Any]]] = [
    lists.overdue_tasks,
    lists.coming_deadlines,
    lists.at_risk_tasks,
    lists.undecided_requests,
    lists.unanswered_obstacles,
    lists.unclear_tasks,
    lists.waiting_reviews,
]


@dataclass
class Scene:
    programme: Programme
    words: dict[str, Any]

    def ask(self, day: str, knowledge: Knowledge = Knowledge.HAPPENED) -> Question:
        return Question(date.fromisoformat(day), knowledge, programme=self.programme)


@pytest.fixture(scope="module")
def scene(shared_database: None) -> Scene:
    """It begins on Monday 17 November 2025, and ends on 1 December."""
    one = make.programme()
    words = {"programme": one, "lead": make.ministry(), "clause": make.ClauseFactory.create()}
    scene = Scene(one, words)
    make.in_progress(**words, deadline=date(2025, 11, 20), title="Quá hạn")
    make.in_progress(**words, deadline=date(2025, 12, 31), title="Sắp đến hạn")
    asking = make.in_progress(**words, deadline=date(2026, 6, 30), title="Xin gia hạn")
    claimed = make.in_progress(**words, deadline=date(2026, 6, 30), title="Chờ thẩm định")
    make.assigned("Chưa rõ người.", **words | {"officer": None}, deadline=None, title="Chưa rõ")
    make.at("2025-11-18")
    by = make.focal_point_of(asking)
    domain.ask_extension(
        asking, by=by, now=clock.now(), new_deadline=date(2026, 7, 31), reason="Chờ ý kiến."
    )
    domain.raise_obstacle(asking, by=by, now=clock.now(), text="Chưa có kinh phí.")
    make.submit(claimed)
    make.at("2025-12-01")
    return scene


def titles(found: Iterable[Any]) -> list[str]:
    return [getattr(line, "task", line).title for line in found]


def test_each_list_on_the_day(scene: Scene) -> None:
    asked = scene.ask("2025-12-01")
    assert {ask.__name__: titles(ask(asked)) for ask in LISTS} == {
        "overdue_tasks": ["Quá hạn"],
        "coming_deadlines": ["Sắp đến hạn"],
        "at_risk_tasks": [],
        "undecided_requests": ["Xin gia hạn"],
        "unanswered_obstacles": ["Xin gia hạn"],
        "unclear_tasks": ["Chưa rõ"],
        "waiting_reviews": ["Chờ thẩm định"],
    }


def test_what_a_line_says(scene: Scene) -> None:
    [late] = lists.overdue_tasks(scene.ask("2025-12-01"))
    assert (late.days_late, late.days_left, late.percent) == (11, -11, 40)
    assert late.standing is Standing.OVERDUE
    assert late.heard is not None
    assert late.heard.on == date(2025, 11, 17)
    assert late.officer == late.lead.memberships.get(role="focal_point").user.full_name
    [request] = lists.undecided_requests(scene.ask("2025-12-01"))
    assert (request.days, request.asked_late, request.waited) == (31, False, 9)
    [obstacle] = lists.unanswered_obstacles(scene.ask("2025-12-01"))
    assert (obstacle.text, obstacle.days_late) == ("Chưa có kinh phí.", 6)
    [review] = lists.waiting_reviews(scene.ask("2025-12-01"))
    assert (review.recorded_on, review.waited, review.is_late) == (date(2025, 11, 18), 9, True)
    [unclear] = lists.unclear_tasks(scene.ask("2025-12-01"))
    assert (unclear.gaps, unclear.officer) == ((Clarity.PERSON,), "")


def test_before_anything_had_gone_wrong(scene: Scene) -> None:
    asked = scene.ask("2025-11-17", Knowledge.KNOWN)
    found = {ask.__name__: titles(ask(asked)) for ask in LISTS}
    assert [name for name, rows in found.items() if rows] == ["coming_deadlines", "unclear_tasks"]


def test_what_is_decided_later_was_open_before(scene: Scene) -> None:
    then = [scene.ask("2025-12-01", knowledge) for knowledge in Knowledge]
    before = [[titles(ask(asked)) for ask in LISTS] for asked in then]
    [request] = scene.programme.tasks.get(title="Xin gia hạn").extensions.all()
    make.at("2025-12-03")
    domain.decide_extension(
        request,
        by=make.secretary_of(request.task),
        now=clock.now(),
        granted=True,
        confirmed=request.asked_on,
    )
    make.report(scene.programme.tasks.get(title="Quá hạn"), percent=90)
    domain.send_back(
        scene.programme.tasks.get(title="Chờ thẩm định"),
        by=make.secretary_of(request.task),
        now=clock.now(),
        reason="Thiếu phụ lục.",
    )
    assert [[titles(ask(asked)) for ask in LISTS] for asked in then] == before
    now = scene.ask("2025-12-03")
    assert [*lists.undecided_requests(now), *lists.waiting_reviews(now)] == []
    assert lists.overdue_tasks(now).first[0].percent == 90
    assert lists.overdue_tasks(then[0]).first[0].percent == 40


def test_silent_and_behind(scene: Scene) -> None:
    make.at("2025-12-20")
    found = lists.at_risk_tasks(scene.ask("2025-12-20"))
    assert [(line.title, line.risk) for line in found] == [("Sắp đến hạn", Risk.SILENT)]
    make.report(scene.programme.tasks.get(title="Sắp đến hạn"), percent=50)
    [again] = lists.at_risk_tasks(scene.ask("2025-12-20"))
    assert again.risk is Risk.BEHIND_SOON


def test_other_programmes_are_left_out(scene: Scene) -> None:
    asked = replace(scene.ask("2025-12-01"), programme=make.programme())
    assert [list(ask(asked)) for ask in LISTS] == [[] for _ask in LISTS]


@pytest.mark.parametrize("ask", LISTS, ids=lambda ask: ask.__name__)
def test_it_costs_the_same_for_any_number_of_lines(
    ask: Callable[[Question], Listing[Any]], scene: Scene
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            ask(scene.ask("2025-12-01", Knowledge.KNOWN))
        return len(queries)

    before = cost()
    for _each in range(2):
        task = make.in_progress(**scene.words, deadline=date(2025, 12, 20))
        make.submit(task)
    assert cost() == before
