"""Lists made one by one come in pages too, each with the address of the next."""

from datetime import date
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.enums import Role
from tasks import domain
from tests.factories import (
    DEADLINE,
    assigned,
    at,
    focal_point_of,
    in_progress,
    ministry,
    person,
    programme,
    secretary_of,
    submitted,
)
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.django_db


def walked(client: APIClient, address: str, name: str) -> list[list[Any]]:
    """Every page's rows, following `next`."""
    pages = []
    while address:
        answer = client.get(address).json()
        pages.append(answer[name])
        address = answer["next"]
    return pages


def test_reviews() -> None:
    """Submissions and requests of one moment among them."""
    shared = programme()
    waiting = [submitted(programme=shared) for _each in range(3)]
    asking = in_progress(programme=shared)
    domain.ask_extension(
        asking,
        by=focal_point_of(asking),
        now=clock.now(),
        new_deadline=date(DEADLINE.year + 1, 1, 31),
        reason="Chờ luật.",
    )
    at("2025-11-18")
    client = as_(secretary_of(asking))
    pages = walked(client, f"{V1}/reviews/?page_size=1", "reviews")
    assert [len(page) for page in pages] == [1] * 4
    found = [row["task"]["id"] for [row] in pages]
    assert sorted(found) == sorted(task.pk for task in [*waiting, asking])
    whole = client.get(f"{V1}/reviews/").json()
    assert [row["task"]["id"] for row in whole["reviews"]] == found
    assert whole["next"] is None


@pytest.mark.parametrize(
    "cursor", ["x", "1,2", "2025-11-17,Submission,x", "2025-11-17,Extension,1"]
)
def test_a_cursor_that_is_none_is_not_found(cursor: str) -> None:
    client = as_(secretary_of(submitted()))
    assert client.get(f"{V1}/reviews/", {"cursor": cursor}).status_code == 404


def test_what_would_pass_in_a_merger() -> None:
    shared, ends, heir = programme(), ministry(), ministry()
    tasks = [assigned(programme=shared, lead=ends) for _each in range(3)]
    client = as_(person(Role.SECRETARY, shared.owner))
    asked = f"predecessor={ends.code}&successor={heir.code}&on=2026-03-01&page_size=2"
    pages = walked(client, f"{V1}/mergers/preview/?{asked}", "passings")
    assert [[row["id"] for row in page] for page in pages] == [
        [task.pk for task in tasks[:2]],
        [tasks[2].pk],
    ]
    wrong = client.get(f"{V1}/mergers/preview/?{asked}&cursor=x")
    assert wrong.status_code == 404
