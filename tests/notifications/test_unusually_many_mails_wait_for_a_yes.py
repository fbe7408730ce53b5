import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from notifications.domain.storm import allow_storm
from notifications.models import Storm
from tests.factories import UserFactory
from tests.harness.mail import Sink
from tests.notifications.telling import let_time_pass, owed_by_many, swept
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few(settings: Settings) -> None:
    settings.STORM_MAILS = 2


def test_as_many_as_a_sweep_may_send_leave_at_once(mail: Sink) -> None:
    owed_by_many("2025-11-18", leads=2)
    assert swept().messages == 2
    assert not Storm.objects.exists()


def test_more_wait_and_leave_after_a_yes(mail: Sink) -> None:
    owed_by_many("2025-11-18", leads=5)
    assert swept().messages == swept().messages == 0
    let_time_pass()
    assert swept().messages == 0  # written anew, and still held
    storm = Storm.objects.get()
    assert (storm.mails, storm.is_open) == (5, True)
    allow_storm(storm, by=UserFactory.create(is_superuser=True))
    assert swept().messages == 5
    swept()
    assert not Storm.objects.get().is_open


def test_the_yes_of_one_who_may_not_counts_for_nothing(mail: Sink) -> None:
    owed_by_many("2025-11-18", leads=3)
    swept()
    with pytest.raises(PermissionDenied):
        allow_storm(Storm.objects.get(), by=UserFactory.create())
    assert swept().messages == 0


def test_a_second_yes_is_refused(mail: Sink) -> None:
    owed_by_many("2025-11-18", leads=3)
    swept()
    administrator = UserFactory.create(is_superuser=True)
    allow_storm(Storm.objects.get(), by=administrator)
    with pytest.raises(Refused):
        allow_storm(Storm.objects.get(), by=administrator)


def test_a_yes_to_a_few_is_no_yes_to_far_more(mail: Sink, settings: Settings) -> None:
    owed_by_many("2025-11-18", leads=3)
    swept()
    allow_storm(Storm.objects.get(), by=UserFactory.create(is_superuser=True))
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    owed_by_many("2025-11-18", leads=4)
    swept()
    settings.EMAIL_PORT = port
    assert [(storm.mails, storm.is_open) for storm in Storm.objects.order_by("pk")] == [
        (3, False),
        (7, True),
    ]
    assert mail.messages() == []


def test_what_is_settled_meanwhile_ends_the_storm(mail: Sink, settings: Settings) -> None:
    owed_by_many("2025-11-18", leads=3)
    swept()
    settings.STORM_MAILS = 3
    let_time_pass()
    assert swept().messages == 3
    assert not Storm.objects.get().is_open
