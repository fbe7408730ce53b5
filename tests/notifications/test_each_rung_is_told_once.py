from datetime import date, timedelta

import pytest

from tests.factories import focal_point_of
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept, told

pytestmark = pytest.mark.django_db

LADDER = ["before-7", "before-3", "before-1", "on-the-day", "after-1"]


def test_every_rung_leaves_on_its_day_and_only_then(mail: Sink) -> None:
    task = owed("2025-11-27")
    days = {}
    for day in (date(2025, 11, 18) + timedelta(days=n) for n in range(14)):
        swept(day)
        days[day.day] = told(task)
    assert days[19] == []
    assert days[20] == days[23] == LADDER[:1]
    assert days[24] == days[25] == LADDER[:2]
    assert days[26] == LADDER[:3]
    assert days[27] == LADDER[:4]
    assert days[28] == days[30] == LADDER
    assert len(mail.messages()) == len(LADDER)


def test_a_sweep_run_again_tells_nobody(mail: Sink) -> None:
    owed("2025-11-18")
    assert swept().messages == 1
    again = swept()
    assert (again.planned, again.messages, again.failed) == (0, 0, 0)
    assert len(mail.messages()) == 1


def test_a_late_sweep_tells_on_the_latest_rung_only(mail: Sink) -> None:
    task = owed("2025-11-20")
    swept("2025-11-21")
    assert told(task) == ["after-1"]
    (message,) = mail.messages()
    assert message["To"] == focal_point_of(task).email
