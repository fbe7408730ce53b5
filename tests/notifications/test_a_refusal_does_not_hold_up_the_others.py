import pytest
from pytest_django import Settings

from notifications.models import Message, Notice
from tests.factories import focal_point_of
from tests.harness.mail import Sink
from tests.notifications.servers import Server
from tests.notifications.telling import let_time_pass, owed_by_many, swept, told

pytestmark = pytest.mark.django_db


def test_a_permanent_refusal_is_kept_and_not_repeated(server: Server) -> None:
    first, second, third = owed_by_many("2025-11-18", leads=3)
    server.refused[focal_point_of(second).email] = "550 5.1.1 no such user"
    result = swept()
    assert (result.messages, result.failed) == (2, 1)
    assert told(first) == told(third) == ["before-1"]
    failed = Message.objects.get(state="failed")
    assert failed.answer == "550 5.1.1 no such user"
    assert Notice.objects.get(task=second).state == "failed"
    let_time_pass()
    assert swept().failed == 0


def test_a_temporary_refusal_is_tried_again_later(server: Server) -> None:
    first, second, third = owed_by_many("2025-11-18", leads=3)
    server.refused[focal_point_of(second).email] = "451 4.7.1 greylisted"
    assert swept().messages == 2
    assert swept().failed == 0  # it rests
    server.refused.clear()
    let_time_pass()
    assert swept().messages == 1
    assert told(first) == told(second) == told(third) == ["before-1"]


def test_a_refused_content_is_permanent_too(server: Server) -> None:
    owed_by_many("2025-11-18", leads=2)
    server.answers = ["554 5.6.0 message refused"]
    result = swept()
    assert (result.messages, result.failed) == (1, 1)
    assert Message.objects.get(state="failed").answer.startswith("554")


def test_a_sender_the_server_does_not_want_costs_nobody_a_notice(
    server: Server, settings: Settings
) -> None:
    (task,) = owed_by_many("2025-11-18", leads=1)
    settings.DEFAULT_FROM_EMAIL = "Tracker <refused@example.vn>"
    assert swept().failed == 1
    assert Message.objects.get().state == "waiting"
    settings.DEFAULT_FROM_EMAIL = "Tracker <tracker@example.vn>"
    let_time_pass()
    swept()
    assert told(task) == ["before-1"]


def test_an_address_that_cannot_be_written_to_is_permanent(mail: Sink) -> None:
    first, second = owed_by_many("2025-11-18", leads=2)
    reader = focal_point_of(first)
    reader.email = "không có@địa chỉ"
    reader.save()
    assert swept().failed == 1
    assert told(second) == ["before-1"]
    assert Message.objects.get(recipient=reader).state == "failed"
