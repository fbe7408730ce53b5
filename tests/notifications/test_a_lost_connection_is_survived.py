from datetime import timedelta

import pytest
from pytest_django import Settings

from notifications.models import Message
from notifications.rules.retrying import delay
from tests.notifications.servers import Server
from tests.notifications.telling import let_time_pass, owed_by_many, swept, told
from tracker.clock import real_now

pytestmark = pytest.mark.django_db


def test_a_connection_dropped_at_a_message_is_opened_again_for_the_next(server: Server) -> None:
    tasks = owed_by_many("2025-11-18", leads=3)
    server.answers = ["drop"]
    result = swept()
    assert (result.messages, result.failed) == (2, 1)
    let_time_pass()
    assert swept().messages == 1
    assert [told(task) for task in tasks] == [["before-1"]] * 3
    assert len(server.kept()) == 3


def test_a_server_that_hangs_up_politely_is_called_again(server: Server) -> None:
    owed_by_many("2025-11-18", leads=2)
    server.answers = ["421 4.3.2 shutting down"]
    assert swept().messages == 1
    assert Message.objects.get(state="waiting").answer.startswith("421")


def test_a_server_that_does_not_answer_is_left_alone_until_later(
    server: Server, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    owed_by_many("2025-11-18", leads=4)
    server.answers = ["", ""]
    result = swept()
    assert (result.messages, result.failed) == (0, 2)
    assert Message.objects.filter(state="waiting", attempts=0).count() == 2  # given back
    let_time_pass()
    assert swept().messages == 4


def test_no_server_at_all_puts_everything_off(server: Server, settings: Settings) -> None:
    owed_by_many("2025-11-18", leads=3)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert swept().failed == 3
    assert "refused" in Message.objects.values_list("answer", flat=True).distinct().get()
    assert swept().failed == 0
    settings.EMAIL_PORT = port
    let_time_pass()
    assert swept().messages == 3


def test_each_failure_waits_longer_than_the_last(server: Server) -> None:
    owed_by_many("2025-11-18", leads=1)
    server.answers = ["451 4.3.0 later"] * 3
    waits = []
    for _ in range(3):
        before = real_now()
        swept()
        waits.append(Message.objects.get().next_try_at - before)
        let_time_pass()
    for wait, minutes in zip(waits, (1, 2, 4), strict=True):
        assert 1 <= wait / timedelta(minutes=minutes) < 1.3


def test_what_failed_together_is_not_tried_again_together() -> None:
    minute = timedelta(minutes=1)
    assert delay(1, first=minute, chance=0) == minute
    assert delay(1, first=minute, chance=1) == 1.25 * minute
    assert delay(100, first=minute, chance=0) == timedelta(hours=1)


def test_what_a_server_may_have_taken_is_repeated_as_it_was(server: Server) -> None:
    owed_by_many("2025-11-18", leads=1)
    server.answers, server.drop_after_keeping = ["drop"], True
    swept()
    message = Message.objects.get()
    assert (message.state, message.is_frozen) == ("waiting", True)
    server.drop_after_keeping = False
    let_time_pass()
    swept()
    first, second = (path.read_bytes() for path in server.kept())
    assert first == second
    assert message.message_id.encode() in first
