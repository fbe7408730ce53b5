"""Who was told must be provable: each try is a row that nobody can change."""

import pytest
from pytest_django import Settings

from notifications.models import Attempt, Message
from tests.notifications.servers import Server
from tests.notifications.telling import let_time_pass, owed_by_many, swept

pytestmark = pytest.mark.django_db


def _tries() -> list[tuple[int, str, int | None, str]]:
    return list(Attempt.objects.order_by("pk").values_list("number", "verdict", "code", "answer"))


def test_with_code_and_words(server: Server) -> None:
    owed_by_many("2025-11-18", leads=1)
    server.answers = ["451 4.3.0 later", "250 2.0.0 queued as 4711"]
    swept()
    let_time_pass()
    swept()
    assert _tries() == [
        (1, "later", 451, "451 4.3.0 later"),
        (2, "sent", 250, "250 2.0.0 queued as 4711"),
    ]
    assert Message.objects.get().answer == "250 2.0.0 queued as 4711"


def test_a_broken_connection_too(server: Server) -> None:
    owed_by_many("2025-11-18", leads=1)
    server.answers = ["drop"]
    swept()
    ((number, verdict, code, answer),) = _tries()
    assert (number, verdict, code) == (1, "unknown", None)
    assert "closed" in answer


def test_no_server_at_all_is_a_try_of_each_message(server: Server, settings: Settings) -> None:
    owed_by_many("2025-11-18", leads=3)
    settings.EMAIL_PORT = 1
    swept()
    assert [(number, verdict) for number, verdict, _code, _words in _tries()] == [(1, "later")] * 3


def test_a_try_that_nobody_finished_is_put_down_by_whoever_takes_over(server: Server) -> None:
    owed_by_many("2025-11-18", leads=1)
    server.answers = ["451 4.3.0 later"]
    swept()
    Message.objects.update(state="sending", attempts=2)
    let_time_pass()
    swept()
    assert [(number, verdict) for number, verdict, _code, _words in _tries()] == [
        (1, "later"),
        (2, "interrupted"),
        (3, "sent"),
    ]
    assert Message.objects.get().is_frozen
