import pytest

from notifications.models import Message
from tests.harness.mail import Sink
from tests.notifications.telling import owed, swept
from tracker.clock import HANOI

pytestmark = pytest.mark.django_db


def test_its_date_is_that_of_the_databases_clock_in_hanoi(mail: Sink) -> None:
    owed("2025-11-20")
    swept("2025-11-20")
    (message,) = mail.messages()
    composed = Message.objects.get().composed_at.astimezone(HANOI)
    assert message["Date"].datetime == composed.replace(microsecond=0)
    assert message["Date"].datetime.utcoffset() == composed.utcoffset()
