"""The watcher looks from outside, and mails administrators over a connection of its own."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from notifications.domain.troubles import report
from notifications.domain.watch import AGAIN, PAUSE, Watcher
from notifications.enums import Trouble
from notifications.models import Incident, Message, Storm, SuppressedAddress, Sweep
from notifications.queries.heartbeat import silent_since, sweeps_go_on, watcher_lives
from tests.factories import UserFactory
from tests.harness.mail import Sink
from tests.notifications.telling import swept
from tracker.clock import real_now

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=16)


@pytest.fixture
def administrator() -> User:
    return UserFactory.create(is_superuser=True, language="en")


@pytest.fixture
def watcher(tmp_path: Path) -> Watcher:
    return Watcher(tmp_path / "watcher.json")


def _stands_still() -> None:
    swept()
    Sweep.objects.update(ended_at=real_now() - LONG_AGO, began_at=real_now() - LONG_AGO)


def _kinds(watcher: Watcher, after: timedelta = timedelta()) -> list[str]:
    return [alarm.kind.value for alarm in watcher.look(now=real_now() + after)]


def test_a_sweep_that_ends_is_a_sign_of_life(mail: Sink) -> None:
    assert sweeps_go_on()  # nobody has started anything yet
    swept()
    assert sweeps_go_on()
    _stands_still()
    assert not sweeps_go_on()
    swept()
    assert sweeps_go_on()


def test_a_sweep_that_begins_and_never_ends_is_none() -> None:
    Sweep.objects.create(began_at=real_now() - LONG_AGO)
    assert silent_since() is not None


def test_the_demos_clock_has_no_part_in_it(mail: Sink) -> None:
    swept("2025-12-31")
    assert sweeps_go_on()


def test_health_names_it(client: Client, mail: Sink, watcher: Watcher) -> None:
    _stands_still()
    parts = client.get("/health/").json()
    assert parts["sweeps"] == parts["watcher"] == "wrong: see the log"
    watcher.look(now=real_now())
    assert watcher_lives()
    assert client.get("/health/").json()["watcher"] == "ok"


def test_administrators_are_mailed_once_and_again_after_hours(
    mail: Sink, watcher: Watcher, administrator: User
) -> None:
    _stands_still()
    assert _kinds(watcher) == ["sweeps"]
    assert _kinds(watcher, PAUSE) == []
    assert _kinds(watcher, AGAIN) == ["sweeps"]
    (first, _second) = mail.messages()
    assert first["To"] == administrator.email
    assert "no sweep has ended" in str(first["Subject"])
    assert not Message.objects.exists()  # not through the outbox


def test_a_watcher_that_starts_again_remembers(
    mail: Sink, watcher: Watcher, administrator: User
) -> None:
    _stands_still()
    assert _kinds(watcher) == ["sweeps"]
    assert _kinds(Watcher(watcher.memory)) == []


def test_what_is_over_and_comes_back_is_told_anew(
    mail: Sink, watcher: Watcher, administrator: User
) -> None:
    _stands_still()
    assert _kinds(watcher) == ["sweeps"]
    swept()
    assert _kinds(watcher, PAUSE) == []
    _stands_still()
    assert _kinds(watcher, 2 * PAUSE) == ["sweeps"]


def test_incidents_are_gathered_and_told_once(
    mail: Sink, watcher: Watcher, administrator: User
) -> None:
    for number in range(3):
        report(Trouble.ADDRESS, f"{number}@example.vn: 550 5.1.1")
    assert _kinds(watcher) == ["address"]
    assert _kinds(watcher, PAUSE) == []
    assert not Incident.objects.filter(told_at=None).exists()
    (told,) = mail.messages()
    assert "2@example.vn" in told.get_content()


def test_a_storm_is_told(mail: Sink, watcher: Watcher, administrator: User) -> None:
    Storm.objects.create(mails=4711)
    assert _kinds(watcher) == ["storm"]
    assert "4711" in mail.messages()[0].get_content()


def test_a_suppressed_administrator_is_left_out_unless_there_is_no_other(
    mail: Sink, watcher: Watcher, administrator: User
) -> None:
    SuppressedAddress.objects.create(address=administrator.email, answer="550 5.1.1")
    _stands_still()
    assert _kinds(watcher) == ["sweeps"]
    other = UserFactory.create(is_superuser=True)
    assert _kinds(watcher, AGAIN) == ["sweeps"]
    assert [told["To"] for told in mail.messages()] == [administrator.email, other.email]


def test_a_mail_that_could_not_leave_is_tried_at_the_next_look(
    mail: Sink, watcher: Watcher, administrator: User, settings: Settings
) -> None:
    _stands_still()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert _kinds(watcher) == []
    settings.EMAIL_PORT = port
    assert _kinds(watcher) == ["sweeps"]


@pytest.mark.django_db(transaction=True)
def test_a_silent_database_is_told_to_those_known_before(
    mail: Sink, watcher: Watcher, administrator: User
) -> None:
    assert _kinds(watcher) == []
    connection = connections["default"]
    connection.close()
    name, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], "nowhere"
    try:
        assert _kinds(watcher) == ["database"]
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
    assert mail.messages()[0]["To"] == administrator.email
