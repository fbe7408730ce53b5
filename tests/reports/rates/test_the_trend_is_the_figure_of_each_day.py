"""Each point of a trend is what the report says of its day, however it is narrowed down."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Block, Role
from accounts.models import Organisation
from reports.domain.meetings import freeze, plan_meeting
from reports.domain.packs import meeting_pack
from reports.domain.rates import question_of
from reports.enums import Slice
from reports.queries.rates.trend import has_trend, thinned, trend
from reports.rules.counts import Counts
from reports.rules.trend import Point
from tasks.enums import Organised, Participation
from tasks.models import Instrument, Programme
from tests import factories as make
from tests.reports.rates.moving import FIRST, LAST, from_history, moving_world
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def programme(shared_database: None) -> Programme:
    return moving_world()


def points(**asked: Any) -> list[Point]:
    return trend(question_of(now=clock.now(), as_of=clock.today(), **asked))


def check(**asked: Any) -> None:
    found = points(**asked)
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    said = {day: sum(from_history(day, **asked).values(), Counts()) for day in days}
    assert {point.day: point.counts for point in found} == said
    assert len({point.counts for point in found}) > 1


def named(code: str) -> dict[str, Any]:
    return {"organisation": Organisation.objects.get(code=code)}


def test_of_all_and_of_a_programme(programme: Programme) -> None:
    check()
    check(programme=programme)
    check(within=frozenset({programme.pk}))


@pytest.mark.parametrize("code", ["TOP", "UNIT", "OTHER"])
def test_of_an_organisation_alone_and_with_all_below_it(programme: Programme, code: str) -> None:
    check(programme=programme, **named(code))
    check(programme=programme, **named(code), subtree=True)


def test_of_a_block_and_of_those_of_it_below_an_organisation(programme: Programme) -> None:
    for block in Block.MINISTRIES, Block.LOCALITIES:
        check(only={Slice.BLOCK: block.value})
    check(only={Slice.BLOCK: Block.MINISTRIES.value}, **named("TOP"), subtree=True)


def test_there_is_none_where_the_roll_up_cannot_tell(programme: Programme) -> None:
    asked: list[dict[str, Any]] = [
        {"only": {Slice.QUARTER: "2025-Q4"}},
        {"only": {Slice.AUTHORITY: "TOP"}},
        {"instrument": Instrument.objects.first()},
        {"participation": Participation.JOINED},
        {"organised": Organised.NOW} | named("TOP"),
    ]
    for each in asked:
        question = question_of(now=clock.now(), as_of=clock.today(), **each)
        assert (has_trend(question), trend(question)) == (False, [])
    check(organised=Organised.NOW)


def test_the_page_draws_it_or_says_that_there_is_none(programme: Programme, client: Client) -> None:
    client.force_login(make.person(Role.SECRETARY, programme.owner))
    asked = {"as_of": "2025-11-28", "organisation": "TOP", "subtree": "yes"}
    page = client.get("/rates/", asked)
    assert page.context["chart"].table[0][0].day == LAST
    none = client.get("/rates/", asked | {"organised": "now"})
    assert none.context["chart"] is None
    assert "không có diễn biến" in none.content.decode()
    assert "không có diễn biến" not in page.content.decode()


def test_a_meeting_about_a_subtree_has_it(programme: Programme) -> None:
    by = make.person(Role.SECRETARY, programme.owner)
    words: dict[str, Any] = {"by": by, "now": clock.now()}
    meeting = plan_meeting(
        programme=programme,
        name="Họp",
        held_on=clock.today(),
        cut_off=clock.today(),
        **named("TOP"),
        **words,
    )
    freeze(meeting, **words)
    found = meeting_pack(meeting, now=clock.now()).trend
    assert found[:-1] == points(programme=programme, **named("TOP"), subtree=True)
    assert (found[-1].day, found[-1].counts.total) == (clock.today(), 2)


def test_it_costs_the_same_for_any_number_of_days(
    programme: Programme, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        points(programme=programme, **named("TOP"), subtree=True)


def test_over_longer_times_it_is_thinned() -> None:
    days = list(thinned(date(2025, 1, 1), date(2025, 11, 1)))
    assert (days[0], days[-1]) == (date(2025, 1, 4), date(2025, 11, 1))
    assert {b - a for a, b in pairwise(days)} == {timedelta(days=7)}
    assert list(thinned(FIRST, LAST))[:2] == [FIRST, FIRST + timedelta(days=1)]
    assert list(thinned(None, None)) == []
