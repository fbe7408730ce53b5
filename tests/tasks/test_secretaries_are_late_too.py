from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from tasks import domain
from tasks.queries.reviews import Review, late_reviews, open_reviews
from tests.factories import (
    assigned,
    at,
    focal_point_of,
    ministry,
    person,
    programme,
    secretary_of,
    submitted,
)
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.django_db


def late(user: User) -> list[Review]:
    return late_reviews(seats_of(user, on=clock.today()), on=clock.today())


def test_after_more_than_three_working_days() -> None:
    """Submitted on Monday 17: Thursday is the third working day, Friday the fourth."""
    task = submitted()
    secretary = secretary_of(task)
    at("2025-11-20")
    assert late(secretary) == []
    at("2025-11-21")
    [review] = late(secretary)
    assert (review.task, review.since, review.workdays) == (task, date(2025, 11, 17), 4)
    assert review.secretaries == [secretary]


def test_days_of_rest_do_not_count() -> None:
    at("2025-11-20")
    task = submitted()
    at("2025-11-25")
    assert late(secretary_of(task)) == []
    at("2025-11-26")
    assert [review.workdays for review in late(secretary_of(task))] == [4]


def test_requests_for_extension_too_and_what_is_decided_no_longer() -> None:
    task = assigned()
    request = domain.ask_extension(
        task,
        by=focal_point_of(task),
        now=clock.now(),
        new_deadline=date(2026, 3, 31),
        reason="Chờ luật.",
    )
    at("2025-11-24")
    secretary = secretary_of(task)
    assert [review.asked for review in late(secretary)] == [request]
    domain.decide_extension(request, by=secretary, now=clock.now(), granted=True)
    assert late(secretary) == []


def test_it_stands_first_on_the_secretarys_pages() -> None:
    task = submitted()
    at("2025-11-21")
    browser = Client()
    browser.force_login(secretary_of(task))
    for path, rows in (("/", 'class="tasks"'), ("/review/", 'class="queue-row"')):
        page = browser.get(path).content.decode()
        assert page.index('id="late"') < page.index(rows)
    browser.force_login(focal_point_of(task))
    assert 'id="late"' not in browser.get("/").content.decode()


def test_the_api_lists_it_for_those_who_oversee() -> None:
    task = submitted()
    at("2025-11-21")
    fresh = submitted(programme=task.programme)
    submitted()  # another programme
    secretary = secretary_of(task)
    answer = as_(secretary).get(f"{V1}/reviews/").json()
    assert (answer["late"], answer["on"], answer["in_time_workdays"]) == (1, "2025-11-21", 3)
    found = [(one["task"]["id"], one["due"], one["is_late"]) for one in answer["reviews"]]
    assert found == [(task.pk, "2025-11-20", True), (fresh.pk, "2025-11-26", False)]
    assert [one["workdays"] for one in answer["reviews"]] == [4, 0]
    assert answer["reviews"][0]["secretaries"] == [
        {"username": secretary.username, "full_name": secretary.full_name}
    ]
    only = as_(secretary).get(f"{V1}/reviews/?late=true").json()["reviews"]
    assert [one["task"]["id"] for one in only] == [task.pk]
    assert as_(focal_point_of(task)).get(f"{V1}/reviews/").status_code == 403


def test_many_cost_as_much_as_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shared, lead = programme(), ministry()
    today = clock.today()
    seats = seats_of(person(Role.SECRETARY, shared.owner), on=today)
    for _ in range(3):
        submitted(programme=shared, lead=lead)
        with django_assert_num_queries(5):
            assert open_reviews(seats, on=today)
