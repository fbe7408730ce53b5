from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.domain import attempts
from accounts.models import User
from tests import factories as make

pytestmark = pytest.mark.django_db
RIGHT = "đúng-mật-khẩu-57"
PER_ADDRESS, PER_ACCOUNT = 2, 6  # fewer than they are: each attempt takes its time


@pytest.fixture
def person(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(attempts, "PER_ADDRESS", PER_ADDRESS)
    monkeypatch.setattr(attempts, "PER_ACCOUNT", PER_ACCOUNT)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    cache.clear()
    person = make.UserFactory.create()
    person.set_password(RIGHT)
    person.save()
    yield person
    cache.clear()


def attempt(person: User, password: str, address: str = "192.0.2.1") -> Any:
    said = {"username": person.username, "password": password}
    return Client(REMOTE_ADDR=address).post("/sign-in/", said)


def test_the_right_password_opens(person: User) -> None:
    assert attempt(person, RIGHT).status_code == 302


def test_after_a_few_slips_even_the_right_one_has_to_wait(person: User) -> None:
    for _ in range(PER_ADDRESS):
        attempt(person, "sai")
    page = attempt(person, RIGHT)
    assert "chờ năm phút" in page.content.decode()
    assert page.wsgi_request.user.is_anonymous


def test_another_address_is_not_shut_out(person: User) -> None:
    for _ in range(PER_ADDRESS + 1):
        attempt(person, "sai")
    assert attempt(person, RIGHT, "192.0.2.2").status_code == 302


def test_many_addresses_together_are_slowed_too(person: User) -> None:
    for number in range(PER_ACCOUNT):
        attempt(person, "sai", f"198.51.100.{number}")
    assert attempt(person, RIGHT, "192.0.2.9").status_code == 200


def test_slips_are_forgotten_after_the_right_one(person: User) -> None:
    for _ in range(2):
        for _ in range(PER_ADDRESS - 1):
            attempt(person, "sai")
        assert attempt(person, RIGHT).status_code == 302


def test_the_stock_admin_has_no_door_of_its_own(person: User) -> None:
    said = {"username": person.username, "password": RIGHT}
    page = Client().post("/admin/login/?next=/admin/", said)
    assert page.status_code == 302
    assert page.headers["Location"] == "/sign-in/?next=/admin/"
