"""With those who join: the list behind each cell is as long as its figure. Days of 2025."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Block, Role
from reports.domain.rates import rates
from reports.enums import Slice
from reports.interfaces.asking.behind import JoinedForm
from reports.queries.rates.joined import JoinedTasks
from tasks import domain
from tasks.domain import Part
from tasks.enums import DeliverableKind, Participation, Standing
from tests import factories as make
from tests.reports.following import Following, apart, links_to, of_class, slices
from tests.tasks.mergers import carry_out, plan
from tracker import clock

pytestmark = pytest.mark.shared
CLASSES = ("completed_on_time", "completed_late", "in_time", "overdue", "regular")
NOV_18, DEC_15, FEB_1 = date(2025, 11, 18), date(2025, 12, 15), date(2026, 2, 1)


@pytest.fixture(scope="module")
def browser(shared_database: None) -> Client:
    """Four who join, one below another and one that merges; parts with dates of their own."""
    one = make.programme(code="ONE")
    top = make.ministry(code="TOP")
    unit = make.ministry(code="UNIT", parent=top)
    province, heir = make.ministry(block=Block.LOCALITIES), make.ministry(block=Block.LOCALITIES)
    data = make.ThemeFactory.create(code="data")
    clauses = [make.ClauseFactory.create(theme=theme) for theme in (data, None)]
    said: dict[str, Any] = {"programme": one, "clause": clauses[0], "authority": top}
    said |= {"deliverable_kind": DeliverableKind.DECREE, "deadline": DEC_15}
    both = make.assigned(**said, co_agencies=[Part(top, "A", NOV_18), Part(unit, "B")])
    make.assigned(**said, co_agencies=[Part(province, "C", FEB_1), Part(heir, "D", NOV_18)])
    make.in_progress(**said, co_agencies=[Part(unit, "E"), Part(province, "F")])
    other = said | {"clause": clauses[1], "authority": None, "deliverable_kind": ""}
    make.assigned("Chưa rõ", **other | {"deadline": None}, co_agencies=[Part(top, "G")])
    make.completed(
        **said | {"clause": clauses[1]},
        co_agencies=[Part(unit, "H", NOV_18), Part(top, "I", FEB_1)],
    )
    words: dict[str, Any] = {"product_kind": DeliverableKind.DOCUMENT, "product_number": "8/BTC"}
    words |= {"product_date": clock.today(), "by": make.person(Role.FOCAL_POINT, top)}
    domain.finish_part(both, now=clock.now(), organisation=top, **words)
    plan(province, heir)
    carry_out(date(2025, 12, 2))
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, one.owner))
    return browser


def listed(following: Following, query: str) -> Any:
    return following.behind(query, JoinedForm, "standing", JoinedTasks)


def page_of(browser: Client, **asked: str) -> tuple[Any, dict[str, int]]:
    """The page, and its links to lists."""
    page = browser.get("/rates/", {"participation": "joined"} | asked)
    return page, links_to("/rates/joined/", page.content.decode())


def check(browser: Client, **asked: str) -> None:
    """Every figure of the page leads to a list of that length; at least all of its cells do.

    The list of each row or square is read once, and its classes are told apart in it.
    """
    page, found = page_of(browser, **asked)
    assert "/tasks/?" not in page.content.decode().partition("<main")[2]
    following, narrowed = Following(browser), dict(apart(found, "standing"))
    for query, figures in narrowed.items():
        standings = [line.standing for line in listed(following, query)]
        for chosen, figure in figures.items():
            assert of_class(chosen, standings) == figure, (query, chosen)
    assert sum(map(bool, found.values())) > 2
    if asked.get("across"):
        matrix = page.context["matrix"]
        squares = sum(1 for _row, squares, _total in matrix.lines for square in squares if square)
        assert len(found) >= squares + len(matrix.lines) + len(matrix.columns) + 1
    else:
        rows = page.context["rows"]
        assert rows
        # Narrowed down to one row, that is the total.
        assert len(found) >= (1 + len(CLASSES)) * len(rows) + len(Standing) - len(CLASSES)


@pytest.mark.parametrize(
    "by", slices(Slice.ORGANISATION, Slice.THEME, Slice.AUTHORITY, Slice.QUARTER)
)
def test_by_each_slice(browser: Client, by: str) -> None:
    check(browser, as_of="2025-11-20", knowledge="known", by=by)


@pytest.mark.parametrize("by", ["organisation", "block"])
def test_as_organised_now(browser: Client, by: str) -> None:
    check(browser, as_of="2025-11-20", organised="now", by=by)


def test_today_against_the_first_deadline(browser: Client) -> None:
    check(browser, deadline="first", by="quarter")


def test_with_all_below(browser: Client) -> None:
    for narrowed in ({}, {"organisation": "TOP"}):
        check(browser, by="organisation", subtree="yes", as_of="2025-11-20", **narrowed)


def test_narrowed_down_by_all_of_them(browser: Client) -> None:
    asked = {"block": "ministries", "theme": "data", "deliverable": "decree", "authority": "TOP"}
    check(browser, by="quarter", quarter="2025-Q4", as_of="2025-11-20", **asked)


@pytest.mark.parametrize(
    ("by", "across"),
    [
        ("organisation", "quarter"),
        pytest.param("block", "theme", marks=pytest.mark.prove),
        pytest.param("instrument", "block", marks=pytest.mark.prove),
    ],
)
def test_in_a_crossing(browser: Client, by: str, across: str) -> None:
    check(browser, by=by, across=across, as_of="2025-11-20")


def test_each_class_asked_for_by_itself(browser: Client) -> None:
    _page, found = page_of(browser, by="organisation", as_of="2025-11-20")
    following, narrowed = Following(browser), dict(apart(found, "standing"))
    richest = max(narrowed, key=lambda query: len(narrowed[query]))
    for chosen, figure in narrowed[richest].items():
        query = f"{richest}&standing={chosen}"
        assert len(listed(following, query)) == figure, query


def test_a_task_of_two_stands_once_in_a_total_with_both_parts(browser: Client) -> None:
    report = rates(now=clock.now(), as_of=date(2025, 11, 20), participation=Participation.JOINED)
    lines = list(JoinedTasks(report.question))
    assert len({line.pk for line in lines}) == len(lines) == report.totals.total == 5
    assert [len(line.parts) for line in lines] == [2, 2, 2, 2, 1]
    late = next(iter(JoinedTasks(report.question, "overdue")))
    assert [part.standing for part in late.parts] == [
        Standing.OVERDUE,
        Standing.IN_TIME_NOT_STARTED,
    ]


def test_the_page_shows_the_tasks_and_their_parts(browser: Client) -> None:
    page = browser.get("/rates/joined/", {"as_of": "2025-11-20", "standing": "overdue"})
    [late] = page.context["page"]
    assert late.standing is Standing.OVERDUE
    for said in (late.title, late.parts[0].organisation.name, "18/11/2025"):
        assert said in page.content.decode()


def test_it_costs_the_same_for_any_number_of_tasks(
    browser: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(25) as few:
        assert len(browser.get("/rates/joined/", {"standing": "overdue"}).context["page"]) == 1
    with django_assert_num_queries(len(few)):
        assert len(browser.get("/rates/joined/").context["page"]) == 5


def test_what_cannot_be_asked_is_explained_on_the_page_of_rates(browser: Client) -> None:
    answer = browser.get("/rates/joined/", {"as_of": "2099-01-01"})
    assert (answer.status_code, answer.headers["Location"][:7]) == (302, "/rates/")
