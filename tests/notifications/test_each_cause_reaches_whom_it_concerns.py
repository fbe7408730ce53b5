"""What is told besides deadlines: each cause once, to those of the usual ladder."""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from notifications.domain import give_default_ladder
from notifications.enums import Cause
from notifications.models import Notice
from tasks import domain
from tasks.enums import ObstacleKind
from tasks.models import Task
from tests.factories import (
    again,
    assigned,
    at,
    completed,
    focal_point_of,
    in_progress,
    ministry,
    person,
    secretary_of,
    submit,
    submitted,
)
from tests.harness.mail import Sink
from tests.notifications.telling import swept
from tracker import clock

pytestmark = pytest.mark.django_db
FAR = date(2026, 12, 31)


def _returned() -> Task:
    task = submitted(deadline=FAR)
    domain.send_back(task, by=secretary_of(task), now=clock.now(), reason="Thiếu phụ lục.")
    return task


def _revoked() -> Task:
    task = completed(deadline=FAR)
    domain.revoke_acceptance(task, by=secretary_of(task), now=clock.now(), reason="Nhầm.")
    return task


def _asked_for_more() -> Task:
    task = in_progress(deadline=FAR)
    domain.ask_extension(
        task, by=focal_point_of(task), now=clock.now(), new_deadline=date(2027, 3, 1), reason="Cần."
    )
    return task


def _granted() -> Task:
    task = _asked_for_more()
    domain.decide_extension(
        task.extensions.get(),
        by=secretary_of(task),
        now=clock.now(),
        granted=False,
        reason="Không.",
    )
    return task


def _obstructed() -> Task:
    task = in_progress(deadline=FAR)
    asked = ministry()
    domain.raise_obstacle(
        task,
        by=focal_point_of(task),
        now=clock.now(),
        kind=ObstacleKind.OBSTACLE,
        text="Chưa có dữ liệu.",
        asked=asked,
    )
    return task


def _lead(task: Task) -> set[User]:
    return {focal_point_of(task)}


def _secretary(task: Task) -> set[User]:
    return {secretary_of(task)}


def _answerer(task: Task) -> set[User]:
    return {person(Role.FOCAL_POINT, task.obstacles.get().asked)}


@pytest.mark.parametrize(
    ("cause", "happen", "who"),
    [
        (Cause.ASSIGNED, lambda: assigned(deadline=FAR), _lead),
        (Cause.RETURNED, _returned, _lead),
        (Cause.REVOKED, _revoked, _lead),
        (Cause.EXTENSION_ASKED, _asked_for_more, _secretary),
        (Cause.EXTENSION_DECIDED, _granted, _lead),
        (Cause.REVIEW_WAITING, lambda: submitted(deadline=FAR), _secretary),
        (Cause.OBSTACLE, _obstructed, _answerer),
    ],
)
def test_once(
    cause: Cause, happen: Callable[[], Task], who: Callable[[Task], set[User]], mail: Sink
) -> None:
    task = again(happen())
    for _ in range(3):
        swept()
    found = Notice.objects.filter(task=task, rung__cause=cause, state="sent")
    assert {notice.recipient for notice in found} == who(task)
    assert {mail["To"] for mail in mail.messages()} >= {reader.email for reader in who(task)}


def test_a_second_return_is_told_again(mail: Sink) -> None:
    task = _returned()
    swept()
    at("2025-11-18 09:00")
    submit(again(task))
    domain.send_back(again(task), by=secretary_of(task), now=clock.now(), reason="Vẫn thiếu.")
    swept()
    assert Notice.objects.filter(task=task, rung__cause=Cause.RETURNED, state="sent").count() == 2


def test_silence_is_told_every_thirty_days(mail: Sink) -> None:
    task = in_progress(deadline=FAR)
    told = {}
    for day in ("2025-12-16", "2025-12-17", "2026-01-05", "2026-01-16", "2026-02-16"):
        swept(day)
        told[day] = Notice.objects.filter(task=task, rung__cause=Cause.SILENT).count()
    assert list(told.values()) == [0, 1, 1, 2, 3]


def test_a_late_part_is_told_to_whose_it_is_and_to_the_lead(mail: Sink) -> None:
    joining = ministry()
    task = assigned(deadline=FAR, co_agencies=[domain.Part(joining, "Góp ý", date(2025, 11, 20))])
    swept("2025-11-20")
    late = Notice.objects.filter(task=task, rung__cause=Cause.PART_LATE)
    assert not late.exists()
    swept("2025-11-21")
    assert {notice.recipient for notice in late} == {
        person(Role.FOCAL_POINT, joining),
        focal_point_of(task),
    }


def test_a_task_with_nobody_to_tell_alarms_the_secretary(mail: Sink) -> None:
    task = assigned("Chỉ đạo khẩn.", deadline=date(2025, 11, 18), officer=None)
    give_default_ladder(task.programme)
    focal_point_of(task).memberships.update(until_day=date(2025, 11, 16))
    swept()
    unheard = Notice.objects.filter(task=task, rung__cause=Cause.UNHEARD)
    assert {notice.recipient for notice in unheard} == _secretary(task)
