"""What each act needs the task to be; in every other status the domain says no."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from accounts.models import User
from tasks import domain
from tasks.enums import Act, Status
from tasks.models import Extension, Task
from tests.factories import (
    again,
    assigned,
    claim,
    focal_point_of,
    grounds,
    halves,
    ministry,
    secretary_of,
    task_in,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.shared
S = Status

ALLOWED: dict[Act, set[Status]] = {
    Act.EDIT: {S.DRAFT, S.ASSIGNED, S.IN_PROGRESS, S.SUBMITTED, S.SUSPENDED},
    Act.ASSIGN: {S.DRAFT},
    Act.PROGRESS: {S.ASSIGNED, S.IN_PROGRESS},
    Act.SUBMIT: {S.ASSIGNED, S.IN_PROGRESS},
    Act.ACCEPT: {S.SUBMITTED},
    Act.RETURN: {S.SUBMITTED},
    Act.ASK_EXTENSION: {S.ASSIGNED, S.IN_PROGRESS, S.SUBMITTED, S.SUSPENDED},
    Act.GRANT_EXTENSION: {S.ASSIGNED, S.IN_PROGRESS, S.SUBMITTED, S.SUSPENDED},
    Act.REFUSE_EXTENSION: {S.ASSIGNED, S.IN_PROGRESS, S.SUBMITTED, S.SUSPENDED},
    Act.SUSPEND: {S.ASSIGNED, S.IN_PROGRESS},
    Act.RESUME: {S.SUSPENDED},
    Act.WITHDRAW: {S.ASSIGNED, S.IN_PROGRESS, S.SUBMITTED, S.SUSPENDED},
    Act.END: {S.ASSIGNED, S.IN_PROGRESS, S.SUSPENDED},
    Act.DISCARD: {S.DRAFT, S.ASSIGNED, S.IN_PROGRESS, S.SUBMITTED, S.SUSPENDED},
    Act.REASSIGN: {S.ASSIGNED, S.IN_PROGRESS, S.SUBMITTED, S.SUSPENDED},
    Act.SPLIT: {S.ASSIGNED, S.IN_PROGRESS, S.SUBMITTED, S.SUSPENDED},
    Act.REVOKE: {S.COMPLETED},
    Act.MERGE: {S.ASSIGNED, S.IN_PROGRESS, S.SUBMITTED, S.SUSPENDED},
}
NO_ACTS_ON_A_TASK = {Act.DRAFT, Act.JUDGE, Act.UNATTRIBUTED}
# Acts that need more than a task: their own tests say in which status they are possible.
TESTED_ELSEWHERE = {
    Act.HAND_DOWN,
    Act.PASS,
    Act.CONTINUE,
    Act.REPLACE,
    Act.PART_PROGRESS,
    Act.PART_DONE,
    Act.PART_RETURN,
    Act.RAISE,
    Act.ANSWER,
}


def _with(act: Callable[..., object], **words: Any) -> Callable[[Task, User], object]:
    return lambda task, by: act(task, by=by, now=clock.now(), **words)


def _decide(granted: bool) -> Callable[[Task, User], object]:
    def decide(task: Task, by: User) -> object:
        open_request = Extension.objects.create(
            task=task,
            asked_on=clock.today(),
            old_deadline=clock.today(),
            new_deadline="2026-06-30",
            reason="Chờ ý kiến.",
            by=by,
        )
        return domain.decide_extension(
            Extension.objects.get(pk=open_request.pk),
            by=by,
            now=clock.now(),
            granted=granted,
            reason="Đã xem xét.",
        )

    return decide


def _submit(task: Task, by: User) -> object:
    today = clock.today()
    return domain.submit(task, by=by, now=clock.now(), product_date=today, **claim())


def _ask(task: Task, by: User) -> object:
    later = clock.today().replace(year=2026, month=6)
    return _with(domain.ask_extension, new_deadline=later, reason="Chờ ý kiến.")(task, by)


def _stop(act: Callable[..., object], **words: Any) -> Callable[[Task, User], object]:
    """An act that needs an instrument."""
    return lambda task, by: act(task, by=by, now=clock.now(), **words, **grounds())


def _reassign(task: Task, by: User) -> object:
    return _stop(domain.reassign, lead=ministry())(task, by)


def _split(task: Task, by: User) -> object:
    return _stop(domain.split, parts=halves(task))(task, by)


def _merge(task: Task, by: User) -> object:
    return _stop(domain.merge, into=assigned(programme=task.programme))(task, by)


WHY = {"reason": "Theo chỉ đạo."}
DO: dict[Act, Callable[[Task, User], object]] = {
    Act.EDIT: _with(domain.edit_task, title="Trình nghị định"),
    Act.ASSIGN: _with(domain.assign),
    Act.PROGRESS: _with(domain.report_progress, percent=50),
    Act.SUBMIT: _submit,
    Act.ACCEPT: _with(domain.accept),
    Act.RETURN: _with(domain.send_back, **WHY),
    Act.ASK_EXTENSION: _ask,
    Act.GRANT_EXTENSION: _decide(granted=True),
    Act.REFUSE_EXTENSION: _decide(granted=False),
    Act.SUSPEND: _stop(domain.suspend),
    Act.RESUME: _with(domain.resume, **WHY),
    Act.WITHDRAW: _stop(domain.withdraw),
    Act.END: _stop(domain.end),
    Act.REVOKE: _with(domain.revoke_acceptance, **WHY),
    Act.DISCARD: _with(domain.discard, **WHY),
    Act.REASSIGN: _reassign,
    Act.SPLIT: _split,
    Act.MERGE: _merge,
}
BY_THE_LEAD = {Act.PROGRESS, Act.SUBMIT, Act.ASK_EXTENSION}


def test_no_act_is_left_out() -> None:
    assert set(ALLOWED) == set(DO) == set(Act) - NO_ACTS_ON_A_TASK - TESTED_ELSEWHERE


@pytest.fixture(scope="module")
def made(shared_database: None) -> dict[Status, Task]:
    return {status: task_in(status) for status in Status}


@pytest.mark.parametrize(
    ("act", "status"), [(act, at) for act in DO for at in sorted(ALLOWED[act])]
)
def test_an_act_is_done(act: Act, status: Status, made: dict[Status, Task]) -> None:
    task = task_in(status, deadline=None) if act is Act.END else again(made[status])
    by = _actor(act, task)
    DO[act](task, by)
    assert (again(task).act, again(task).act_by) == (act, by)


@pytest.mark.parametrize("status", Status)
def test_every_other_act_is_refused(status: Status, made: dict[Status, Task]) -> None:
    task = again(made[status])
    for act in [act for act in DO if status not in ALLOWED[act]]:
        with pytest.raises(Refused) as refused, transaction.atomic():
            DO[act](task, _actor(act, task))
        assert (act, refused.value.code) == (act, "not_in_this_status")
    assert again(task).revision == task.revision


def _actor(act: Act, task: Task) -> User:
    return focal_point_of(task) if act in BY_THE_LEAD else secretary_of(task)


def test_no_is_said_in_the_readers_language() -> None:
    task = task_in(Status.COMPLETED)
    said = set()
    for language in ("en", "vi"):
        with translation.override(language), pytest.raises(Refused) as refused:
            DO[Act.ACCEPT](task, secretary_of(task))
        said.add(refused.value.message)
    assert len(said) == 2
