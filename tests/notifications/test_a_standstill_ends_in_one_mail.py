import pytest
from pytest_django import Settings

from notifications.models import Notice
from tests.factories import ministry, programme
from tests.harness.mail import Sink
from tests.notifications.telling import let_time_pass, owed, swept, told

pytestmark = pytest.mark.django_db


def test_after_three_days_each_person_gets_one_mail_with_the_latest_rung_of_each_task(
    mail: Sink,
) -> None:
    owner, lead = programme(), ministry()
    near = owed("2025-11-20", programme=owner, lead=lead)
    far = owed("2025-11-27", programme=owner, lead=lead)
    late = owed("2025-11-18", programme=owner, lead=lead)
    swept("2025-11-17 08:00")
    swept("2025-11-20 08:00")
    assert told(near) == ["before-3", "on-the-day"]
    assert told(far) == ["before-7"]
    assert told(late) == ["before-1", "after-1"]
    assert len(mail.messages()) == 2


def test_a_mail_server_that_was_down_for_days_gets_one_mail_too(
    mail: Sink, settings: Settings
) -> None:
    task = owed("2025-11-20")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    for day in ("2025-11-17 08:00", "2025-11-18", "2025-11-19", "2025-11-20"):
        assert swept(day).messages == 0
    settings.EMAIL_PORT = port
    let_time_pass()
    assert swept().messages == 1
    assert told(task) == ["on-the-day"]
    assert len(mail.messages()) == 1
    reasons = Notice.objects.filter(state="cancelled").values_list("reason", flat=True)
    assert set(reasons) == {"later_rung"}
