"""kill -9 at the worst moments: between the claim and the server's answer."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings

from notifications.models import Message
from tests.harness.services import CHECKOUT
from tests.notifications.servers import Server
from tests.notifications.telling import let_time_pass, owed_by_many, swept, told

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def _killed_while_sending() -> Iterator[None]:
    """A sweep in a process of its own, killed as soon as a message of it is on its way."""
    environment = os.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}"}
    command = [sys.executable, str(CHECKOUT / "manage.py"), "sweep"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _wait_for(server: Server, *, data: int) -> None:
    for _ in range(400):
        if server.seen >= data:
            return
        time.sleep(0.05)
    raise AssertionError("no message came")


def test_before_the_server_took_it(server: Server) -> None:
    tasks = owed_by_many("2025-11-18", leads=3)
    server.answers = ["250 OK", ""]
    with _killed_while_sending():
        _wait_for(server, data=2)
    assert swept().messages == 0  # the lease of the dead still runs
    let_time_pass()
    swept()
    assert [told(task) for task in tasks] == [["before-1"]] * 3
    assert len(server.kept()) == 3


def test_after_the_server_took_it_the_repeat_has_the_same_message_id(server: Server) -> None:
    owed_by_many("2025-11-18", leads=1)
    server.answers, server.drop_after_keeping = [""], True
    with _killed_while_sending():
        _wait_for(server, data=1)
    let_time_pass()
    assert swept().messages == 1
    first, second = (path.read_text() for path in server.kept())
    message = Message.objects.get()
    assert message.is_frozen
    assert f"Message-ID: {message.message_id}" in first
    assert f"Message-ID: {message.message_id}" in second
