"""The page and the API: for administrators, and nobody else."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import User
from notifications.models import Storm, SuppressedAddress, Sweep
from tests.factories import OrganisationFactory, UserFactory, person
from tests.harness.api import as_
from tests.harness.mail import Sink
from tests.notifications.telling import owed_by_many, swept
from tracker.clock import real_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return person(Role.ADMINISTRATOR, OrganisationFactory.create())


def test_a_storm_is_allowed_on_the_page(
    client: Client, administrator: User, mail: Sink, settings: Settings
) -> None:
    settings.STORM_MAILS = 1
    owed_by_many("2025-11-18", leads=2)
    swept()
    client.force_login(administrator)
    assert "/delivery/" in client.get("/tasks/").text  # the banner leads there
    storm = Storm.objects.get()
    client.post(f"/delivery/storms/{storm.pk}/allow/")
    storm.refresh_from_db()
    assert storm.allowed_by == administrator
    assert swept().messages == 2


def test_an_address_is_lifted_on_the_page_and_over_the_api(
    client: Client, administrator: User
) -> None:
    first = SuppressedAddress.objects.create(address="a@example.vn", answer="550 5.1.1 unknown")
    second = SuppressedAddress.objects.create(address="b@example.vn", answer="550 5.1.1 unknown")
    client.force_login(administrator)
    assert "550 5.1.1 unknown" in client.get("/delivery/").text
    client.post(f"/delivery/suppressed/{first.pk}/lift/")
    answer = as_(administrator).post(f"/api/v1/delivery/suppressed/{second.pk}/lift/")
    assert answer.status_code == 200
    assert not SuppressedAddress.objects.filter(lifted_at=None).exists()
    again = as_(administrator).post(f"/api/v1/delivery/suppressed/{second.pk}/lift/")
    assert again.status_code == 409


def test_the_api_tells_how_delivery_fares(administrator: User, mail: Sink) -> None:
    owed_by_many("2025-11-18", leads=1)
    swept()
    found = as_(administrator).get("/api/v1/delivery/").json()
    assert (found["silent_since"], found["waiting"], found["storm"]) == (None, 0, None)
    assert found["last_sweep_ended_at"]


@pytest.mark.parametrize("path", ["/delivery/storms/1/allow/", "/delivery/suppressed/1/lift/"])
def test_nobody_else_may(client: Client, path: str) -> None:
    client.force_login(UserFactory.create())
    assert client.post(path).status_code == 403


def test_a_standstill_is_on_every_page_of_everybody(client: Client, mail: Sink) -> None:
    client.force_login(UserFactory.create(language="en"))
    words = "Reminders are not being sent"
    swept()
    assert words not in client.get("/tasks/").text
    long_ago = real_now().replace(year=2020)
    Sweep.objects.update(began_at=long_ago, ended_at=long_ago)
    assert words in client.get("/tasks/").text
