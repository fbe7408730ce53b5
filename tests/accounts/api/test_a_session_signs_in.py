"""The session of the pages opens the API too; writing needs the CSRF token."""

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from tests import factories as f
from tests.harness.api import V1

pytestmark = pytest.mark.django_db


def test_reading_needs_the_session_only() -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(f.UserFactory.create(username="minh"))
    assert client.get(f"{V1}/me/").json()["username"] == "minh"


def test_writing_needs_the_csrf_token() -> None:
    task = f.assigned()
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(f.focal_point_of(task))
    address = f"{V1}/tasks/{task.pk}/progress/"
    refused = client.post(address, {"percent": 10})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (403, "csrf_failed")

    token = "t" * 32
    client.cookies[settings.CSRF_COOKIE_NAME] = token
    done = client.post(address, {"percent": 10}, headers={"X-CSRFToken": token})
    assert done.status_code == 200
