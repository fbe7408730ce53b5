"""Published passwords and a clock of its own: never with DEBUG off on a public host."""

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

pytestmark = pytest.mark.django_db
PUBLIC = ["localhost", "tracker.example"]


def _refusals() -> list[str]:
    return [fault.msg for fault in run_checks(databases=["default"]) if fault.id == "tracker.E001"]


def test_on_the_loopback_it_may(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    assert _refusals() == []


def test_under_a_public_name_it_may_not(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = PUBLIC
    assert len(_refusals()) == 2
    assert "tracker.example" in _refusals()[0]


def test_nor_when_only_the_database_is_a_demo(settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.DEMO = PUBLIC, False
    assert len(_refusals()) == 1


def test_whoever_debugs_may(settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.DEBUG = PUBLIC, True
    assert _refusals() == []
