"""How the work goes, by slice: each number of a cell leads to a list of that length."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.test import Client

from accounts.enums import Block, Role
from reports.domain.work import work_on
from reports.enums import Slice
from reports.interfaces.asking.work import WorkForm
from reports.interfaces.wording.work import IN_ROWS
from reports.queries.work.lists import SUM_OF, Lines
from tasks import domain
from tasks.enums import DeliverableKind
from tasks.models import Programme
from tests import factories as make
from tests.harness.api import as_
from tests.reports.following import Following, apart, links_to
from tests.tasks.mergers import carry_out, plan
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def browser(shared_database: None) -> Client:
    """Told on 10 December of what began on 17 November; one organisation merged."""
    one = make.programme(code="ONE")
    top = make.ministry(code="TOP")
    unit, ended = make.ministry(code="UNIT", parent=top), make.ministry(block=Block.LOCALITIES)
    data = make.ThemeFactory.create(code="data")
    clauses = [make.ClauseFactory.create(theme=theme) for theme in (data, None)]
    for lead, clause in ((top, clauses[0]), (unit, clauses[1]), (ended, clauses[0])):
        said: dict[str, Any] = {"programme": one, "lead": lead, "clause": clause}
        said |= {"deliverable_kind": DeliverableKind.DECREE, "authority": top}
        make.in_progress(**said, deadline=date(2025, 11, 20))
        make.completed(**said, deadline=date(2026, 2, 17))
        make.assigned(**said, deadline=None)
    asking = make.in_progress(**said | {"lead": top}, deadline=date(2025, 11, 18))
    back = make.submitted(**said | {"lead": unit}, deadline=date(2025, 12, 31))
    make.at("2025-11-19")
    words: dict[str, Any] = {"new_deadline": date(2025, 11, 28), "reason": "Chờ ý kiến."}
    by = make.focal_point_of(asking)
    request = domain.ask_extension(asking, by=by, now=clock.now(), **words)
    by = make.secretary_of(asking)
    domain.decide_extension(request, granted=True, by=by, now=clock.now())
    make.at("2025-11-27")
    domain.send_back(make.again(back), reason="Thiếu phụ lục.", by=by, now=clock.now())
    plan(ended, top)
    carry_out("2025-12-02")
    make.at("2025-12-10")
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, one.owner))
    return browser


def check(browser: Client, **asked: str) -> None:
    page = browser.get("/rates/work/", {"as_of": "2025-12-10"} | asked)
    found = links_to("/rates/work/list/", page.content.decode())
    rows, following = page.context["rows"], Following(browser)
    assert rows
    for _row, _inside, cells in rows:
        assert len(cells) == len(IN_ROWS)
        assert all(links_to("/rates/work/list/", cell.numbers) for cell in cells)
    row, inside, _cells = rows[-1]
    assert work_on(following.question(inside, WorkForm)).totals == row.counts, inside
    for place, (query, figures) in enumerate(apart(found, "figure")):
        question = following.question(query, WorkForm)
        for name, figure in figures.items():
            if name not in SUM_OF and (figure or place == 1):  # of what is empty, one row's
                lines = Lines(question, name, user=following.reader, on=following.today)
                assert len(lines) == figure, (query, name)
    assert sum(map(bool, found.values())) > 5


@pytest.mark.parametrize(
    "by",
    [
        Slice.BLOCK,
        Slice.QUARTER,
        pytest.param(Slice.INSTRUMENT, marks=pytest.mark.prove),
        pytest.param(Slice.THEME, marks=pytest.mark.prove),
    ],
)
def test_by_each_kind_of_slice(browser: Client, by: str) -> None:
    check(browser, by=by)


def test_by_organisation_of_then_and_of_now(browser: Client) -> None:
    check(browser, by="organisation", knowledge="known", as_of="2025-11-30")
    check(browser, by="organisation", organised="now", as_of="2025-11-30")


@pytest.mark.parametrize(
    "narrowed", [{"organisation": "TOP"}, pytest.param({}, marks=pytest.mark.prove)]
)
def test_with_all_below(browser: Client, narrowed: dict[str, str]) -> None:
    check(browser, by="organisation", subtree="yes", **narrowed)


def test_over_the_api_as_far_as_it_is_visible(browser: Client) -> None:
    secretary: Any = get_user(browser)
    totals = as_(secretary).get("/api/v1/rates/work/", {"programme": "ONE"}).json()["totals"]
    asked = {"programme": "ONE", "figure": "overdue"}
    found = as_(secretary).get("/api/v1/rates/work/list/", asked).json()
    assert (found["counted"], found["visible"]) == (totals["overdue"], totals["overdue"])
    assert len(found["results"]) == totals["overdue"] > 2
    unit = make.ministry(code="FOREIGN")
    make.assigned(programme=Programme.objects.get(code="ONE"), lead=unit)
    restricted = as_(make.person(Role.FOCAL_POINT, unit))
    found = restricted.get("/api/v1/rates/work/list/", asked).json()
    assert (found["counted"], found["visible"], found["results"]) == (totals["overdue"], 0, [])
    paged = as_(secretary).get("/api/v1/rates/work/list/", asked | {"page_size": "2", "page": "2"})
    assert 0 < len(paged.json()["results"]) <= 2
