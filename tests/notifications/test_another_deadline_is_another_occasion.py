from datetime import date

import pytest

from tasks import domain as tasks
from tests.factories import at, focal_point_of, secretary_of
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept, told

pytestmark = pytest.mark.django_db


def test_an_extended_task_is_reminded_of_again(mail: Sink) -> None:
    task = owed("2025-11-18")
    swept("2025-11-17 08:00")
    now = at("2025-11-17 10:00")
    extension = tasks.ask_extension(
        task,
        by=focal_point_of(task),
        now=now,
        new_deadline=date(2025, 11, 25),
        reason="Chờ ý kiến các bộ.",
    )
    tasks.decide_extension(extension, by=secretary_of(task), now=now, granted=True)
    swept("2025-11-17 11:00")
    assert told(task) == ["before-1"]
    swept("2025-11-18")
    assert told(task) == ["before-1", "before-7"]
    swept("2025-11-24")
    assert told(task) == ["before-1", "before-7", "before-1"]
    assert len(mail.messages()) == 3
