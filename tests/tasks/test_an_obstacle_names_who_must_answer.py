"""An obstacle or a petition waits for a named organisation, until a named day."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import Organisation, Succession
from accounts.queries import seats_of
from tasks.domain import Part, accept, answer_obstacle, raise_obstacle, report_progress
from tasks.enums import Act, Outcome
from tasks.models import Obstacle, Task
from tasks.queries.obstacles import to_answer
from tests.factories import (
    UserFactory,
    again,
    assigned,
    at,
    completed,
    focal_point_of,
    ministry,
    person,
    secretary_of,
    submitted,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
A_WEEK_LATER = date(2025, 11, 24)


def raised(task: Task, **words: Any) -> Obstacle:
    by = words.pop("by", None) or focal_point_of(task)
    said: dict[str, Any] = {"by": by, "now": clock.now(), "text": "Thiếu kinh phí."}
    return raise_obstacle(task, **said | words)


def answered(obstacle: Obstacle, by: Any) -> Obstacle:
    done: Obstacle = answer_obstacle(obstacle, by=by, now=clock.now(), answer="Đã bố trí.")
    return done


def test_it_is_asked_of_somebody_by_a_day() -> None:
    asked = ministry()
    obstacle = raised(assigned(), asked=asked, answer_by=date(2025, 11, 28))
    assert (obstacle.asked, obstacle.answer_by) == (asked, date(2025, 11, 28))
    event = again(obstacle.task).events.latest("revision")
    assert (event.act, event.act_note) == (Act.RAISE, "Thiếu kinh phí.")
    assert (event.act_detail["asked"], event.act_detail["answer_by"]) == (asked.code, "2025-11-28")


def test_unless_named_the_programmes_owner_answers_within_five_working_days() -> None:
    task = assigned()
    obstacle = raised(task)
    assert (obstacle.asked, obstacle.answer_by) == (task.programme.owner, A_WEEK_LATER)


def test_an_obstacle_reported_with_progress_is_raised() -> None:
    task, asked = assigned(), ministry()
    report_progress(
        task, by=focal_point_of(task), now=clock.now(), obstacle="Chờ dữ liệu.", asked=asked
    )
    obstacle = task.obstacles.get()
    assert (obstacle.text, obstacle.asked, obstacle.raised_by) == ("Chờ dữ liệu.", asked, task.lead)


def test_a_co_agency_raises_it_in_its_own_name() -> None:
    partner = ministry()
    task = assigned(co_agencies=[Part(partner, "Góp ý")])
    assert raised(task, by=person(Role.FOCAL_POINT, partner)).raised_by == partner


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.HEAD])
def test_who_was_asked_sees_the_task_and_answers(role: Role) -> None:
    task, asked = assigned(), ministry()
    by = person(role, asked)
    assert not Task.objects.visible_to(by, on=clock.today()).exists()
    obstacle = raised(task, asked=asked)
    assert Task.objects.visible_to(by, on=clock.today()).get() == task
    done = answered(obstacle, by)
    assert (done.outcome, done.answer, done.answered_by) == (Outcome.ANSWERED, "Đã bố trí.", by)
    assert again(task).events.latest("revision").act == Act.ANSWER


def test_a_secretary_answers_for_the_programmes_owner() -> None:
    task = assigned()
    assert answered(raised(task), secretary_of(task)).outcome == Outcome.ANSWERED


def test_nobody_else_answers() -> None:
    task = assigned()
    obstacle = raised(task, asked=ministry())
    for by in (focal_point_of(task), secretary_of(task), UserFactory.create()):
        with pytest.raises(PermissionDenied):
            answered(obstacle, by)


def test_it_is_answered_once() -> None:
    task = assigned()
    obstacle = raised(task)
    answered(obstacle, secretary_of(task))
    with pytest.raises(Refused) as refused:
        answered(obstacle, secretary_of(task))
    assert refused.value.code == "already_decided"


def test_nobody_asks_themselves() -> None:
    task = assigned()
    with pytest.raises(Refused) as refused:
        raised(task, asked=task.lead)
    assert (refused.value.code, refused.value.field) == ("asks_itself", "asked")


def test_an_answer_is_not_due_in_the_past() -> None:
    with pytest.raises(Refused) as refused:
        raised(assigned(), answer_by=date(2025, 11, 14))
    assert (refused.value.code, refused.value.field) == ("past", "answer_by")


def test_nobody_raises_one_on_a_finished_task() -> None:
    with pytest.raises(Refused) as refused:
        raised(completed())
    assert refused.value.code == "not_in_this_status"


def test_what_nobody_answered_lapses_with_the_task() -> None:
    task = submitted()
    obstacle = raised(task)
    at("2025-11-18")
    secretary = secretary_of(task)
    accept(task, by=secretary, now=clock.now(), confirmed=again(task).phase_from[-1])
    assert Obstacle.objects.get(pk=obstacle.pk).outcome == Outcome.LAPSED


def test_who_came_to_the_place_of_who_was_asked_answers() -> None:
    task, ended, heir = assigned(), ministry(), ministry()
    obstacle = raised(task, asked=ended)
    Succession.objects.create(predecessor=ended, successor=heir, is_default=True)
    at("2025-11-20")
    Organisation.objects.filter(pk=ended.pk).update(alive_until="2025-11-19")
    by = person(Role.FOCAL_POINT, heir)
    assert Task.objects.visible_to(by, on=clock.today()).get() == task
    assert to_answer(seats_of(by, on=clock.today()), on=clock.today()).get() == obstacle
    assert answered(again_obstacle(obstacle), by).outcome == Outcome.ANSWERED


def again_obstacle(obstacle: Obstacle) -> Obstacle:
    found: Obstacle = Obstacle.objects.get(pk=obstacle.pk)
    return found
