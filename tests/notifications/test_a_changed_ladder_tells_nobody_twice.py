import pytest

from notifications.models import Rung
from tasks.enums import DayRuling
from tasks.models import DayDecision
from tests.factories import UserFactory
from tests.harness.mail import Sink
from tests.notifications.telling import owed, rung, swept, told

pytestmark = pytest.mark.django_db


def test_a_rung_that_was_retired_and_is_there_again(mail: Sink) -> None:
    task = owed("2025-11-18")
    swept()
    Rung.objects.filter(code="before-1").update(is_active=False)
    rung(task.programme, code="before-1-again", days=-1)
    swept()
    swept("2025-11-18")
    assert told(task) == ["before-1", "on-the-day"]


def test_another_rung_of_the_same_day(mail: Sink) -> None:
    task = owed("2025-11-18")
    swept()
    Rung.objects.filter(code="before-1").update(is_active=False)
    rung(task.programme, code="worked-before", days=-1, unit="working")
    swept()
    assert told(task) == ["before-1"]


def test_what_is_newly_due_is_told(mail: Sink) -> None:
    task = owed("2025-11-30")
    swept()
    assert told(task) == []
    rung(task.programme, code="before-14", days=-14)
    swept()
    assert told(task) == ["before-14"]


def test_a_calendar_that_moves_a_rung(mail: Sink) -> None:
    task = owed("2025-11-18")
    Rung.objects.filter(code="after-1").update(unit="working")
    swept("2025-11-19")
    assert told(task) == ["after-1"]
    said = {"number": "1/QĐ", "reason": "Hoán đổi", "by": UserFactory.create()}
    DayDecision.objects.create(day="2025-11-19", ruling=DayRuling.OFF, **said)
    swept("2025-11-20")
    swept("2025-11-21")
    assert told(task) == ["after-1"]
