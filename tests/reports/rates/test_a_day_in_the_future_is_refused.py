from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.enums import Role
from reports.domain.rates import rates
from tests.factories import assigned, person
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def tomorrow() -> str:
    return str(clock.today() + timedelta(days=1))


def test_by_the_domain() -> None:
    now = clock.now()
    with pytest.raises(Refused) as refusal:
        rates(now=now, as_of=now.date() + timedelta(days=1))
    assert (refusal.value.code, refusal.value.field) == ("future", "as_of")


def test_by_the_command() -> None:
    with pytest.raises(CommandError, match=r"^--as-of: This day lies in the future"):
        call_command("rates", as_of=tomorrow(), language="en")


def test_by_the_api_and_the_page(client: Client) -> None:
    client.force_login(person(Role.SECRETARY, assigned().programme.owner))
    answer = client.get("/api/v1/rates/", {"as_of": tomorrow()})
    assert answer.status_code == 400
    assert answer.json()["errors"][0] | {"detail": ""} == {
        "code": "future",
        "detail": "",
        "attr": "as_of",
    }
    page = client.get("/rates/", {"as_of": tomorrow()})
    assert "Ngày này ở tương lai" in page.content.decode()
    assert "report" not in page.context
