from datetime import date

import pytest

from tasks import domain
from tests.factories import at, programme, secretary_of, submit
from tests.harness.mail import Sink
from tests.notifications.telling import owed, rung, swept

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ("2025-11-20 06:59", False),
        ("2025-11-20 07:00", True),
        ("2025-11-20 15:00", True),
        ("2025-11-22 09:00", False),  # a Saturday
        ("2025-11-24 07:00", True),
    ],
)
def test_not_before_seven_nor_on_a_day_of_rest(moment: str, leaves: bool, mail: Sink) -> None:
    owed("2025-11-26")
    swept(moment)
    assert len(mail.messages()) == leaves


def test_not_in_tet(mail: Sink) -> None:
    owed("2026-02-20")
    swept("2026-02-13")
    assert len(mail.messages()) == 1
    for day in range(16, 21):
        swept(f"2026-02-{day}")
    assert len(mail.messages()) == 1
    swept("2026-02-23")
    assert len(mail.messages()) == 2


def test_one_a_day_to_each_reader(mail: Sink) -> None:
    owner = programme()
    task = owed("2025-11-18", programme=owner)
    swept("2025-11-17 08:00")
    owed("2025-11-18", programme=owner, lead=task.lead)
    swept("2025-11-17 15:00")
    assert len(mail.messages()) == 1
    swept("2025-11-18 08:00")
    assert len(mail.messages()) == 2


def test_what_is_urgent_leaves_at_once(mail: Sink) -> None:
    task = owed("2026-11-26")
    rung(task.programme, code="returned", cause="returned", urgency="urgent")
    at("2025-11-22 20:00")
    submit(task, completed_on=date(2025, 11, 22))
    domain.send_back(task, by=secretary_of(task), now=at("2025-11-22 21:00"), reason="Thiếu.")
    swept("2025-11-22 22:00")
    assert len(mail.messages()) == 1
