import pytest
from rest_framework.test import APIClient

from accounts.domain.tokens import issue_token
from tests import factories as f
from tests.harness.api import V1

pytestmark = pytest.mark.django_db


def asking(authorization: str) -> APIClient:
    return APIClient(headers={"Authorization": authorization})


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_a_token_tells_who_is_asking(scheme: str) -> None:
    user = f.UserFactory.create(username="minh")
    answer = asking(f"{scheme} {issue_token(user)}").get(f"{V1}/me/")
    assert answer.json()["username"] == "minh"


@pytest.mark.parametrize("wrong", ["Bearer", "Bearer x", "Bearer x y", "Bearer \u00ff"])
def test_a_wrong_token_is_refused(wrong: str) -> None:
    answer = asking(wrong).get(f"{V1}/me/")
    assert (answer.status_code, answer.json()["type"]) == (401, "client_error")
    assert answer["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'


def test_a_token_of_somebody_who_left_is_refused() -> None:
    user = f.UserFactory.create()
    client = asking(f"Bearer {issue_token(user)}")
    user.is_active = False
    user.save()
    assert client.get(f"{V1}/me/").status_code == 401


def test_without_any_sign_in_the_answer_says_how() -> None:
    answer = APIClient().get(f"{V1}/me/")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="api"')


def test_a_password_in_the_header_is_no_sign_in() -> None:
    assert asking("Basic bWluaDpteQ==").get(f"{V1}/me/").status_code == 401
