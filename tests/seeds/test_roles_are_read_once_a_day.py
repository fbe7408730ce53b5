from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.queries import seats_of
from seeds.roles import roles_kept
from tasks.domain import recording

pytestmark = pytest.mark.seeded


def test_while_the_story_is_told(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    somebody, day = User.objects.get(username="most.focal"), date(2025, 8, 1)
    with roles_kept():
        reads = vars(recording)["seats_of"]
        assert reads(somebody, on=day) == seats_of(somebody, on=day)
        with django_assert_num_queries(0):
            reads(somebody, on=day)
    assert vars(recording)["seats_of"] is seats_of


def test_but_anew_each_time_on_the_day_a_deputy_is_named() -> None:
    deputy = User.objects.get(username="most.officer1")
    with roles_kept():
        reads = vars(recording)["seats_of"]
        assert reads(deputy, on=date(2025, 11, 16)).lent
        assert reads(deputy, on=date(2025, 11, 16)) is not reads(deputy, on=date(2025, 11, 16))
        assert not reads(deputy, on=date(2025, 11, 14)).lent
