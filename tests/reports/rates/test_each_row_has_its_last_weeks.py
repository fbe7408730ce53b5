"""What is drawn in a row is, week by week, the trend of that row alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Organisation
from reports.domain.rates import question_of
from reports.enums import Slice
from reports.queries.rates.sparks import sparks
from reports.queries.rates.trend import trend
from tasks.models import Programme
from tests.factories import person
from tests.reports.rates.moving import LAST, moving_world
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def programme(shared_database: None) -> Programme:
    return moving_world()


def question(**asked: Any) -> Any:
    return question_of(now=clock.now(), as_of=clock.today(), **asked)


def test_by_organisation(programme: Programme) -> None:
    found = sparks(question(by=Slice.ORGANISATION, programme=programme))
    weekly = {LAST - timedelta(weeks=weeks) for weeks in range(9)}
    alone = {}
    for each in Organisation.objects.filter(pk__in=[key for key in found if key]):
        points = trend(question(programme=programme, organisation=each))
        alone[each.pk] = [one for one in points if one.day in weekly and one.counts.total]
    assert found
    assert {key: [one for one in of if one.counts.total] for key, of in found.items()} == alone


def test_a_selection_the_roll_ups_cannot_tell_has_none(programme: Programme) -> None:
    assert not sparks(question(by=Slice.INSTRUMENT))
    assert not sparks(question(by=Slice.ORGANISATION, across=Slice.QUARTER))


def test_rows_are_ranked_unless_sorted_otherwise(programme: Programme, client: Client) -> None:
    client.force_login(person(Role.SECRETARY, programme.owner))
    ranked = client.get("/rates/", {"by": "organisation", "least": "0"}).context["rows"]
    ranks = [line.place.rank for line in ranked if line.place.rank]
    assert ranks == sorted(ranks)
    named = client.get("/rates/", {"by": "organisation", "sort": "-name"}).context["rows"]
    assert [line.row.name for line in named] == [
        row.row.name
        for row in reversed(client.get("/rates/?by=organisation&sort=name").context["rows"])
    ]
