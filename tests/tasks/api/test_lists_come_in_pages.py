import base64
from typing import Any

import pytest

from accounts.enums import Role
from tests import factories as f
from tests.harness.api import V1, as_

pytestmark = pytest.mark.django_db


def test_following_next_meets_every_task_once() -> None:
    programme = f.programme()
    expected = [f.assigned(programme=programme).pk for _ in range(5)]
    client, found = as_(f.person(Role.SECRETARY, programme.owner)), []
    page: Any = client.get(f"{V1}/tasks/?page_size=2").json()
    while True:
        found += [row["id"] for row in page["results"]]
        if page["next"] is None:
            break
        if len(found) == 2:  # a newcomer shifts no page that follows
            expected.append(f.assigned(programme=programme).pk)
        page = client.get(page["next"]).json()
    assert found == expected
    assert client.get(page["previous"]).json()["results"][0]["id"] == expected[2]


@pytest.mark.parametrize(
    "forged", ["x", "é", "p=abc", "p=-1", "p=1' OR 1", "p=%D9%A1", "p=9" * 30, "o=x", "r=x&p=1"]
)
def test_a_forged_cursor_is_refused(forged: str) -> None:
    client = as_(f.UserFactory.create())
    cursor = base64.b64encode(forged.encode()).decode()
    answer = client.get(f"{V1}/tasks/", {"cursor": cursor})
    assert answer.status_code in (200, 404)
    assert client.get(f"{V1}/tasks/", {"cursor": forged}).status_code in (200, 404)
