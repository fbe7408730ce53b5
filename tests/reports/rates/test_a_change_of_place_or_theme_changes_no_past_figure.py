"""What tasks are told apart by has a past too: block, subtree and theme are those of the day."""

from datetime import date
from typing import Any

import pytest

from accounts.enums import Block, Role
from accounts.models import Organisation
from reports.domain.rates import rates
from reports.domain.reporting import reporting
from reports.domain.work import work
from reports.enums import Slice
from tasks.domain import Part
from tasks.enums import Knowledge, Organised, Participation, Rhythm
from tasks.models import Clause, Programme, Theme
from tasks.queries.listing import filtered_tasks
from tests import factories as make
from tracker import clock

pytestmark = pytest.mark.shared
BEFORE, BACKDATED, CHANGED = date(2025, 11, 18), date(2025, 11, 20), date(2025, 11, 24)
HAPPENED, KNOWN = Knowledge


class World:
    """On the 24th, from the 20th on: a unit leaves TOP for OTHER's block, a clause its theme."""

    def __init__(self) -> None:
        self.programme: Programme = make.programme()
        self.top, self.other = make.ministry(code="TOP"), make.ministry(code="OTHER")
        self.unit = make.ministry(code="UNIT", parent=self.top)
        data, people = (make.ThemeFactory.create(code=code) for code in ("data", "people"))
        self.data: Theme = data
        self.people: Theme = people
        self.clause: Clause = make.ClauseFactory.create(theme=data)
        said: dict[str, Any] = {"programme": self.programme, "clause": self.clause}
        make.assigned(**said, lead=self.unit)
        make.assigned(**said, lead=self.top, co_agencies=[Part(self.unit, "Góp ý")])
        monthly = {"deadline": None, "rhythm": Rhythm.MONTHLY}
        make.assigned(**said, lead=self.unit, **monthly)
        make.at(CHANGED)
        make.placed(self.unit, parent=self.other, block=Block.LOCALITIES, from_day=BACKDATED)
        make.rethemed(self.clause, people, from_day=BACKDATED)
        make.at("2025-11-26")


@pytest.fixture(scope="module")
def world(shared_database: None) -> World:
    return World()


def rows(by: Slice, day: date, knowledge: Knowledge = HAPPENED, **asked: Any) -> dict[str, int]:
    report = rates(now=clock.now(), as_of=day, knowledge=knowledge, by=by, **asked)
    return {row.key: row.counts.total for row in report.rows}


# Day, knowledge → whether the change is seen. The others differ from a neighbour in nothing.
SEEN = [
    (BEFORE, HAPPENED, False),
    (BACKDATED, HAPPENED, True),
    (BACKDATED, KNOWN, False),
    (CHANGED, KNOWN, True),
    pytest.param(BEFORE, KNOWN, False, marks=pytest.mark.prove),
    pytest.param(CHANGED, HAPPENED, True, marks=pytest.mark.prove),
    pytest.param(date(2025, 11, 26), HAPPENED, True, marks=pytest.mark.prove),
]
seen_on = pytest.mark.parametrize(("day", "knowledge", "seen"), SEEN)


@seen_on
def test_by_theme(world: World, day: date, knowledge: Knowledge, *, seen: bool) -> None:
    assert rows(Slice.THEME, day, knowledge) == {"people" if seen else "data": 3}
    assert rows(Slice.ORGANISATION, day, knowledge, only={Slice.THEME: "data"}) == (
        {} if seen else {"UNIT": 2, "TOP": 1}
    )


@seen_on
def test_by_block(world: World, day: date, knowledge: Knowledge, *, seen: bool) -> None:
    expected = {"ministries": 1, "localities": 2} if seen else {"ministries": 3}
    assert rows(Slice.BLOCK, day, knowledge) == expected
    only = {Slice.BLOCK: "ministries"}
    assert sum(rows(Slice.THEME, day, knowledge, only=only).values()) == expected["ministries"]


@seen_on
def test_with_all_below(world: World, day: date, knowledge: Knowledge, *, seen: bool) -> None:
    asked = {"subtree": True}
    expected = {"TOP": 1, "OTHER": 2} if seen else {"TOP": 3}
    assert rows(Slice.ORGANISATION, day, knowledge, **asked) == expected
    report = rates(
        now=clock.now(), as_of=day, knowledge=knowledge, organisation=world.top, subtree=True
    )
    assert report.totals.total == expected["TOP"]


@seen_on
def test_in_a_crossing(world: World, day: date, knowledge: Knowledge, *, seen: bool) -> None:
    report = rates(
        now=clock.now(), as_of=day, knowledge=knowledge, by=Slice.BLOCK, across=Slice.THEME
    )
    found = {(cell.key, cell.across): cell.counts.total for cell in report.cells}
    assert found == (
        {("ministries", "people"): 1, ("localities", "people"): 2}
        if seen
        else {("ministries", "data"): 3}
    )


@seen_on
def test_by_participation(world: World, day: date, knowledge: Knowledge, *, seen: bool) -> None:
    asked = {"participation": Participation.JOINED}
    block, theme = ("localities", "people") if seen else ("ministries", "data")
    assert rows(Slice.BLOCK, day, knowledge, **asked) == {block: 1}
    assert rows(Slice.THEME, day, knowledge, **asked) == {theme: 1}
    above = "OTHER" if seen else "TOP"
    assert rows(Slice.ORGANISATION, day, knowledge, subtree=True, **asked) == {above: 1}
    only = {Slice.BLOCK: "ministries"}
    assert bool(rows(Slice.THEME, day, knowledge, only=only, **asked)) is not seen


@seen_on
def test_the_work_and_the_reports_due(
    world: World, day: date, knowledge: Knowledge, *, seen: bool
) -> None:
    asked: dict[str, Any] = {"now": clock.now(), "as_of": day, "knowledge": knowledge}
    by_theme = work(**asked, by=Slice.THEME)
    assert {row.key for row in by_theme.rows} == {"people" if seen else "data"}
    by_block = work(**asked, by=Slice.BLOCK)
    assert {row.key: row.counts.total for row in by_block.rows} == rows(Slice.BLOCK, day, knowledge)
    for by in (Slice.THEME, Slice.BLOCK):
        assert reporting(**asked, by=by).totals.total == sum(
            row.counts.total for row in reporting(**asked, by=by).rows
        )


@seen_on
def test_the_list_behind_a_figure(
    world: World, day: date, knowledge: Knowledge, *, seen: bool
) -> None:
    reader = make.person(Role.SECRETARY, world.programme.owner)
    asked: dict[str, Any] = {"on": clock.today(), "as_of": day, "knowledge": knowledge}

    def listed(**narrowed: Any) -> int:
        return filtered_tasks(reader, **asked, **narrowed).count()

    assert listed(only={"theme": "data"}) == (0 if seen else 3)
    assert listed(only={"theme": "people"}) == (3 if seen else 0)
    assert listed(only={"block": "ministries"}) == (1 if seen else 3)
    assert listed(organisation=world.top) == (1 if seen else 3)
    assert listed(organisation=world.other) == (2 if seen else 0)


def test_as_organised_now_the_tree_is_that_of_today(world: World) -> None:
    now: dict[str, Any] = {"organised": Organised.NOW}
    assert rows(Slice.BLOCK, BEFORE, **now) == {"ministries": 1, "localities": 2}
    assert rows(Slice.ORGANISATION, BEFORE, subtree=True, **now) == {"TOP": 1, "OTHER": 2}
    assert rows(Slice.THEME, BEFORE, **now) == {"data": 3}
    reader = make.person(Role.SECRETARY, world.programme.owner)
    asked: dict[str, Any] = {"on": clock.today(), "as_of": BEFORE} | now
    assert filtered_tasks(reader, **asked, organisation=world.other).count() == 2
    assert filtered_tasks(reader, **asked, only={"theme": "data"}).count() == 3


def test_a_rank_is_compared_with_the_subtree_of_that_day(world: World) -> None:
    asked: dict[str, Any] = {"by": Slice.ORGANISATION, "subtree": True, "least": 0}
    report = rates(now=clock.now(), as_of=clock.today(), since=BEFORE, **asked)
    assert {row.key: row.counts.total for row in report.rows} == {"TOP": 1, "OTHER": 2}
    assert report.ranking is not None
    assert report.ranking.since == BEFORE


def test_a_second_change_keeps_the_first(world: World) -> None:
    make.placed(Organisation.objects.get(code="UNIT"), parent=None, block=Block.OTHER)
    make.rethemed(Clause.objects.get(pk=world.clause.pk), None)
    make.at("2025-11-28")
    assert rows(Slice.BLOCK, BEFORE) == {"ministries": 3}
    assert rows(Slice.BLOCK, CHANGED, KNOWN) == {"ministries": 1, "localities": 2}
    assert rows(Slice.BLOCK, date(2025, 11, 27)) == {"ministries": 1, "other": 2}
    assert rows(Slice.THEME, BEFORE) == {"data": 3}
    assert rows(Slice.THEME, CHANGED) == {"people": 3}
    assert rows(Slice.THEME, date(2025, 11, 27), KNOWN) == {"none": 3}
