import pytest
from django.test import Client
from pytest_django import Settings

from accounts.domain.tokens import issue_token
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_listens(settings: Settings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }


def test_by_token(client: Client) -> None:
    token = issue_token(UserFactory.create())
    right = client.get("/api/v1/me/", headers={"Authorization": f"Bearer {token}"})
    wrong = client.get("/api/v1/me/", headers={"Authorization": "Bearer wrong"})
    assert (right.status_code, wrong.status_code) == (200, 401)


def test_by_password(client: Client) -> None:
    user = UserFactory.create()
    user.set_password("right-2025")
    user.save()
    answer = client.post("/sign-in/", {"username": user.username, "password": "right-2025"})
    assert answer.status_code == 302
