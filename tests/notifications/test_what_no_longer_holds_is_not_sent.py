"""Between planning and sending, also while a message waits for its next try."""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import Membership, User
from notifications.domain.plan import plan
from notifications.models import Message, Notice, Rung
from tasks import domain as tasks
from tasks.models import Task
from tests.factories import again, at, focal_point_of, grounds, secretary_of, submit
from tests.harness.mail import Sink
from tests.notifications.servers import Server
from tests.notifications.telling import let_time_pass, owed, swept, told
from tracker import clock

pytestmark = pytest.mark.django_db


def _extend(task: Task) -> None:
    now = at("2025-11-17 10:00")
    asked = tasks.ask_extension(
        task, by=focal_point_of(task), now=now, new_deadline=date(2025, 12, 30), reason="Cần thêm."
    )
    tasks.decide_extension(asked, by=secretary_of(task), now=now, granted=True)


def _suspend(task: Task) -> None:
    tasks.suspend(task, by=secretary_of(task), now=clock.now(), **grounds())


def _block(task: Task) -> None:
    User.objects.filter(pk=focal_point_of(task).pk).update(is_active=False)


def _relieve(task: Task) -> None:
    Membership.objects.filter(user=focal_point_of(task)).update(until_day=date(2025, 11, 16))


def _retire(task: Task) -> None:
    Rung.objects.filter(programme=task.programme).update(is_active=False)


CHANGES = [
    (submit, "submitted"),
    (_suspend, "suspended"),
    (_extend, "deadline_changed"),
    (_block, "recipient_gone"),
    (_relieve, "recipient_gone"),
    (_retire, "rung_retired"),
]


@pytest.mark.parametrize(("change", "reason"), CHANGES)
def test_a_notice_is_cancelled_with_its_reason(
    change: Callable[[Task], object], reason: str, mail: Sink
) -> None:
    task = owed("2025-11-18")
    plan(day=clock.today())
    change(task)
    assert swept().messages == 0
    notice = Notice.objects.get(task=task)
    assert (notice.state, notice.reason) == ("cancelled", reason)
    assert mail.messages() == []


def test_a_message_put_off_by_the_server_is_written_anew(server: Server) -> None:
    task = owed("2025-11-18")
    other = owed("2025-11-18", programme=task.programme, lead=task.lead, title="Phủ sóng 5G")
    server.answers = ["451 4.3.0 try again later"]
    assert swept().failed == 1
    submit(other)
    let_time_pass()
    assert swept().messages == 1
    kept = server.read()
    assert task.code in kept
    assert other.code not in kept
    assert told(other) == []


def test_a_message_with_nothing_left_to_say_is_dropped(server: Server) -> None:
    task = owed("2025-11-18")
    server.answers = ["451 4.3.0 try again later"]
    swept()
    submit(task)
    let_time_pass()
    assert swept().messages == 0
    assert Message.objects.get().state == "dropped"
    assert server.kept() == []


def test_a_cancelled_notice_that_holds_again_is_told(mail: Sink) -> None:
    task = owed("2025-11-18")
    plan(day=clock.today())
    _suspend(task)
    swept()
    tasks.resume(again(task), by=secretary_of(task), now=clock.now(), reason="Tiếp tục.")
    assert swept().planned == 1
    assert told(task) == ["before-1"]
