"""The list behind a figure is as long as the figure says: every slice, every class."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from accounts.enums import Block, Role
from accounts.models import Organisation
from reports.enums import Slice
from reports.interfaces.asking.rates import QuestionForm
from tasks.enums import DeliverableKind, Standing
from tasks.interfaces.web.listing import Narrowing, narrowed_by
from tasks.queries.listing import filtered_tasks
from tests import factories as make
from tests.harness.api import as_
from tests.reports.following import Following, apart, links_to, of_class, slices
from tests.tasks.mergers import carry_out, plan

pytestmark = pytest.mark.shared
CLASSES = ("completed_on_time", "completed_late", "in_time", "overdue", "regular")


@pytest.fixture(scope="module")
def browser(shared_database: None) -> Client:
    """Tasks that differ in all that figures are told apart by; one organisation merges."""
    one = make.programme()
    top = make.ministry(code="TOP")
    unit = make.ministry(code="UNIT", parent=top)
    province, heir = make.ministry(block=Block.LOCALITIES), make.ministry(block=Block.LOCALITIES)
    data, people = make.ThemeFactory.create(code="data"), make.ThemeFactory.create(code="people")
    clauses = [make.ClauseFactory.create(theme=theme) for theme in (data, people, None)]
    kinds = [DeliverableKind.DECREE, DeliverableKind.REPORT, DeliverableKind.PLAN]
    days = [date(2025, 11, 19), date(2025, 12, 15), date(2026, 2, 1)]
    for number, lead in enumerate((top, unit, province)):
        said: dict[str, Any] = {"programme": one, "lead": lead, "clause": clauses[number]}
        said |= {"deliverable_kind": kinds[number], "authority": lead}
        make.completed(**said, deadline=days[number])
        make.in_progress(**said, deadline=days[0])
        make.assigned(**said, deadline=days[number])
        make.assigned(**said, deadline=None)
        make.assigned("Chưa rõ", **said | {"authority": None, "deliverable_kind": ""})
    plan(province, heir)
    carry_out(date(2025, 12, 2))
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, one.owner))
    return browser


def listed(following: Following, query: str) -> Any:
    """As the page lists them."""
    form = Narrowing(QueryDict(query), today=following.today)
    narrowed = narrowed_by(form)
    assert not form.errors, query
    return filtered_tasks(following.reader, on=following.today, **narrowed)


@pytest.mark.parametrize(
    "by", slices(Slice.ORGANISATION, Slice.INSTRUMENT, Slice.AUTHORITY, Slice.QUARTER)
)
def test_on_a_past_day_as_known_then(browser: Client, by: str) -> None:
    check(browser, as_of="2025-11-20", knowledge="known", by=by)


def test_today_against_the_first_deadline(browser: Client) -> None:
    for by in ("authority", "quarter"):
        check(browser, as_of="2025-12-02", deadline="first", by=by)


@pytest.mark.parametrize(("by", "knowledge"), [("organisation", "known"), ("block", "happened")])
def test_as_organised_now(browser: Client, by: str, knowledge: str) -> None:
    check(browser, as_of="2025-11-20", organised="now", knowledge=knowledge, by=by)


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
    page = browser.get("/rates/", {"by": by, "across": across, "as_of": "2025-11-20"})
    matrix = page.context["matrix"]
    found = links_to("/tasks/", page.content.decode())
    squares = sum(1 for _row, squares, _total in matrix.lines for square in squares if square)
    assert len(found) >= squares + len(matrix.lines) + len(matrix.columns) + 1
    follow(browser, found)


def test_over_the_api(browser: Client) -> None:
    secretary = make.person(Role.SECRETARY, Organisation.objects.get(programmes__isnull=False))
    api = as_(secretary)
    day = {"as_of": "2025-11-20", "knowledge": "known"}
    for by in ("block", "theme", "deliverable", "authority", "quarter"):
        row = api.get("/api/v1/rates/", day | {"by": by}).json()["rows"][0]
        found = api.get("/api/v1/tasks/", day | {by: row["key"]}).json()["results"]
        standings = Counter(task["standing"] for task in found)
        assert standings == +Counter({each: row[each] for each in Standing.values}), row
    for standing in ("overdue", "regular", "in_time_not_started"):
        asked = day | {by: row["key"], "standing": standing}
        assert len(api.get("/api/v1/tasks/", asked).json()["results"]) == row[standing], asked
    assert api.get("/api/v1/tasks/", {"theme": "colour"}).status_code == 400
    assert api.get("/api/v1/tasks/", {"quarter": "2025-Q5"}).status_code == 400


@pytest.mark.parametrize("by", ["organisation", "quarter"])
def test_each_class_asked_for_by_itself(browser: Client, by: str) -> None:
    asked = {"as_of": "2025-11-20", "knowledge": "known", "by": by}
    found = links_to("/tasks/", browser.get("/rates/", asked).content.decode())
    following, narrowed = Following(browser), dict(apart(found, "standing"))
    richest = max(narrowed, key=lambda query: len(narrowed[query]))
    for chosen, figure in narrowed[richest].items():
        query = f"{richest}&standing={chosen}"
        assert listed(following, query).count() == figure, query


def check(browser: Client, **asked: str) -> None:
    page = browser.get("/rates/", asked)
    rows = page.context["rows"]
    assert rows
    found = links_to("/tasks/", page.content.decode())
    # One row alone is the total.
    assert len(found) >= (1 + len(CLASSES)) * (len(rows) + (len(rows) > 1))
    follow(browser, found)
    inside = Following(browser).report(rows[-1].query, QuestionForm).totals
    assert inside == rows[-1].row.counts, rows[-1].query


def follow(browser: Client, links: dict[str, int]) -> None:
    """The list of each row or square is read once, and its classes are told apart in it."""
    assert sum(figure > 0 for figure in links.values()) > 3
    following, narrowed = Following(browser), dict(apart(links, "standing"))
    for query, figures in narrowed.items():
        standings = list(listed(following, query).values_list("standing", flat=True))
        for chosen, figure in figures.items():
            assert of_class(chosen, standings) == figure, (query, chosen)


def test_a_key_of_nothing_narrows_nothing_and_says_so(browser: Client) -> None:
    page = browser.get("/tasks/", {"theme": "colour"})
    assert "theme" in page.context["form"].errors
    rates = browser.get("/rates/", {"theme": "colour"})
    assert "theme" in rates.context["form"].errors
    assert "colour" in rates.content.decode()
