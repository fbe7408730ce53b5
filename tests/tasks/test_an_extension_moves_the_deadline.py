"""Asked by the deadline: in force from the day it was asked. Asked later: from the decision."""

from datetime import date
from typing import Any

import pytest

from tasks.domain import accept, ask_extension, decide_extension
from tasks.enums import Outcome, Standing
from tasks.models import Extension, Task
from tasks.rules.standing import TimeLine, standing_on
from tests.factories import again, assigned, at, completed, focal_point_of, secretary_of, submitted
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
DEADLINE, LATER = date(2025, 11, 20), date(2025, 12, 15)
OVERDUE, IN_TIME = Standing.OVERDUE, Standing.IN_TIME_NOT_STARTED


def ask(task: Task, **words: Any) -> Extension:
    words = {"new_deadline": LATER, "reason": "Chờ ý kiến.", **words}
    return ask_extension(task, by=focal_point_of(task), now=clock.now(), **words)


def decide(extension: Extension, **words: Any) -> Extension:
    words = {"granted": True, "reason": "Đồng ý.", **words}
    by = secretary_of(extension.task)
    return decide_extension(extension, by=by, now=clock.now(), **words)


def standing(task: Task, day: int) -> Standing | None:
    task = again(task)
    line = TimeLine(task.phases, task.phase_from, task.deadlines, task.deadline_from)
    return standing_on(line, date(2025, 11, day))


@pytest.mark.parametrize(
    ("asked", "decided", "overdue"),
    [
        ("2025-11-18", "2025-11-19", []),
        ("2025-11-18", "2025-11-25", []),
        ("2025-11-20 23:59", "2025-11-25", []),
        ("2025-11-21 00:00", "2025-11-25", [21, 22, 23, 24]),
        ("2025-11-23", "2025-11-23 10:00", [21, 22]),
    ],
)
def test_the_days_overdue(asked: str, decided: str, overdue: list[int]) -> None:
    task = assigned(deadline=DEADLINE)
    at(asked)
    extension = ask(task)
    at(decided)
    decide(extension)
    assert [day for day in range(17, 30) if standing(task, day) == OVERDUE] == overdue


def test_what_counts_is_the_day_it_was_asked_not_recorded() -> None:
    task = assigned(deadline=DEADLINE)
    at("2025-11-24")
    decide(ask(task, on=date(2025, 11, 19)), confirmed=date(2025, 11, 19))
    assert standing(task, 22) == IN_TIME


def test_the_first_deadline_is_never_overwritten() -> None:
    task = assigned(deadline=DEADLINE)
    decide(ask(task))
    decide(ask(task, new_deadline=date(2026, 1, 31)))
    task = again(task)
    assert task.first_deadline == DEADLINE
    assert task.deadlines == [DEADLINE, LATER, date(2026, 1, 31)]
    assert task.deadline == date(2026, 1, 31)


def test_another_day_can_be_granted() -> None:
    extension = decide(ask(assigned(deadline=DEADLINE)), deadline=date(2025, 12, 1))
    assert extension.granted_deadline == again(extension.task).deadline == date(2025, 12, 1)
    assert extension.new_deadline == LATER


def test_a_refusal_needs_a_reason_and_changes_nothing() -> None:
    extension = ask(assigned(deadline=DEADLINE))
    with pytest.raises(Refused) as refused:
        decide(extension, granted=False, reason=" ")
    assert (refused.value.code, refused.value.field) == ("reason_missing", "reason")
    assert decide(extension, granted=False).outcome == Outcome.REFUSED
    assert again(extension.task).deadlines == [DEADLINE]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"new_deadline": DEADLINE}, "not_later"),
        ({"reason": "  "}, "reason_missing"),
        ({"on": date(2025, 11, 18)}, "future"),
        ({"on": date(2025, 11, 16)}, "out_of_order"),
    ],
)
def test_what_cannot_be_asked(words: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        ask(assigned(deadline=DEADLINE), **words)
    assert refused.value.code == code


def test_one_open_request_a_task() -> None:
    task = assigned(deadline=DEADLINE)
    ask(task)
    with pytest.raises(Refused) as refused:
        ask(task, new_deadline=date(2026, 1, 31))
    assert refused.value.code == "extension_open"


def test_another_date_than_the_one_asked_needs_a_reason() -> None:
    extension = ask(assigned(deadline=DEADLINE))
    with pytest.raises(Refused) as refused:
        decide(extension, deadline=date(2025, 12, 1), reason=" ")
    assert (refused.value.code, refused.value.field) == ("reason_missing", "reason")
    assert decide(extension, deadline=LATER, reason="").outcome == Outcome.GRANTED


def test_a_request_is_decided_once() -> None:
    extension = ask(assigned(deadline=DEADLINE))
    decide(extension)
    with pytest.raises(Refused) as refused:
        decide(extension)
    assert refused.value.code == "already_decided"


def test_a_grant_is_later_than_the_deadline() -> None:
    with pytest.raises(Refused) as refused:
        decide(ask(assigned(deadline=DEADLINE)), deadline=DEADLINE)
    assert (refused.value.code, refused.value.field) == ("not_later", "deadline")


def test_none_after_acceptance() -> None:
    with pytest.raises(Refused):
        ask(completed(deadline=DEADLINE))


def test_an_acceptance_ends_the_open_request() -> None:
    task = submitted(deadline=DEADLINE)
    extension = ask(task)
    accept(task, by=secretary_of(task), now=clock.now())
    with pytest.raises(Refused):
        decide(extension)
    assert Extension.objects.get().outcome == Outcome.LAPSED


def test_a_regular_task_has_nothing_to_extend() -> None:
    with pytest.raises(Refused):
        ask(assigned(deadline=None))
