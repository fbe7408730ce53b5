from collections.abc import Iterator

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient
from rest_framework.throttling import AnonRateThrottle

from accounts.domain.tokens import issue_token
from accounts.interfaces.api import throttling
from accounts.interfaces.api.throttling import WINDOW
from tests import factories as f
from tests.harness.api import V1

pytestmark = pytest.mark.django_db
FAILURES = 4  # thirty take long, and prove no more


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(throttling, "FAILURES", FAILURES)
    cache.clear()
    yield
    cache.clear()


def ask(token: str, address: str = "192.0.2.1") -> int:
    client = APIClient(headers={"Authorization": f"Bearer {token}"}, REMOTE_ADDR=address)
    answer = client.get(f"{V1}/me/")
    if answer.status_code == 429:
        assert answer["Retry-After"] == str(WINDOW)
        assert answer.json()["errors"][0]["code"] == "throttled"
    return answer.status_code


def test_one_address_waits_and_others_do_not() -> None:
    good = issue_token(f.UserFactory.create())
    assert [ask("wrong") for _ in range(FAILURES)] == [401] * FAILURES
    assert (ask("wrong"), ask(good)) == (429, 429)
    assert (ask(good, "192.0.2.2"), ask("wrong", "192.0.2.2")) == (200, 401)


def test_right_tokens_are_never_counted() -> None:
    good = issue_token(f.UserFactory.create())
    assert {ask(good) for _ in range(FAILURES + 1)} == {200}


def test_strangers_may_read_the_documentation_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": f"{FAILURES}/min"})
    asked = {APIClient().get("/api/docs/").status_code for _ in range(FAILURES)}
    assert asked == {200}
    answer = APIClient().get("/api/schema/")
    assert (answer.status_code, int(answer["Retry-After"]) > 0) == (429, True)
