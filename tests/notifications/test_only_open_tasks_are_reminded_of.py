from datetime import date

import pytest

from tasks import domain as tasks
from tasks.enums import Status
from tests.factories import assign, at, grounds, group, secretary_of, submit, task_in
from tests.harness.mail import Sink
from tests.notifications.telling import owed, short_ladder, swept, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", Status)
def test_only_what_somebody_still_has_to_do(status: Status, mail: Sink) -> None:
    task = task_in(status, deadline=date(2025, 11, 18))
    short_ladder(task.programme)
    swept("2025-11-20")
    open_now = status in (Status.ASSIGNED, Status.IN_PROGRESS)
    assert told(task) == (["after-1"] if open_now else [])
    assert len(mail.messages()) == open_now


def test_a_returned_submission_is_late_again_and_told(mail: Sink) -> None:
    task = owed("2025-11-18")
    submit(task)
    swept("2025-11-20")
    assert mail.messages() == []
    tasks.send_back(task, by=secretary_of(task), now=at("2025-11-21"), reason="Thiếu phụ lục.")
    swept()
    assert told(task) == ["after-1"]


def test_a_resumed_task_is_reminded_of_as_if_it_had_not_rested(mail: Sink) -> None:
    task = owed("2025-11-18")
    by = secretary_of(task)
    tasks.suspend(task, by=by, now=at("2025-11-17 08:00"), **grounds())
    assert swept().planned == 0
    tasks.resume(task, by=by, now=at("2025-11-17 09:00"), reason="Tiếp tục.")
    swept()
    assert told(task) == ["before-1"]


def test_a_group_is_told_through_its_members_alone(mail: Sink) -> None:
    parent = assign(group(deadline=date(2025, 11, 18)))
    short_ladder(parent.programme)
    assert swept().messages == 3
    assert told(parent) == []
