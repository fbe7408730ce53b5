"""Reports due on regular tasks: the list behind each figure is as long as it. Days of 2025."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from reports.enums import Slice
from reports.interfaces.asking.behind import DueReportsForm
from reports.queries.due_reports import DueReports
from tasks import domain
from tasks.enums import Reporting, Rhythm
from tasks.models import Occurrence, Task
from tests import factories as make
from tests.reports.following import Following, apart, links_to, slices
from tests.tasks.mergers import carry_out, plan
from tracker import clock

pytestmark = pytest.mark.shared


def tell(task: Task, due: str, on: str | None = None) -> None:
    domain.report_occurrence(
        Occurrence.objects.get(task=task, due_on=due),
        by=make.focal_point_of(task),
        now=clock.now(),
        narrative="Đã tổng hợp.",
        on=date.fromisoformat(on) if on else None,
        late_reason="Mất kết nối." if on else "",
    )


@pytest.fixture(scope="module")
def browser(shared_database: None) -> Client:
    """Asked in January about November and December; one organisation merged in between."""
    one = make.programme(code="ONE")
    top = make.ministry(code="TOP")
    unit, other, heir = make.ministry(code="UNIT", parent=top), make.ministry(), make.ministry()
    words: dict[str, Any] = {"programme": one, "deadline": None, "rhythm": Rhythm.MONTHLY}
    first, second, third = (make.assigned(**words, lead=lead) for lead in (top, unit, other))
    make.at("2025-11-28")
    domain.open_occurrences(now=clock.now())
    tell(first, "2025-11-30")
    plan(other, heir)
    carry_out(date(2025, 12, 2))
    make.at("2025-12-05")
    domain.open_occurrences(now=clock.now())
    tell(second, "2025-11-30", on="2025-12-04")
    make.at("2026-01-05")
    domain.open_occurrences(now=clock.now())
    assert third.occurrences.count() > 1
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, one.owner))
    return browser


def check(browser: Client, **asked: str) -> None:
    page = browser.get("/rates/", asked)
    found = links_to("/rates/reports/", page.content.decode())
    rows = page.context["reported_rows"]
    assert rows
    assert len(found) >= 1 + len(Reporting) + len(rows)
    assert sum(map(bool, found.values())) > 3
    following = Following(browser)
    for query, figures in apart(found, "reporting"):
        reported = Counter(line.reporting for line in listed(following, query))
        for chosen, figure in figures.items():
            assert (reported[Reporting(chosen)] if chosen else reported.total()) == figure, query


def listed(following: Following, query: str) -> Any:
    return following.behind(query, DueReportsForm, "reporting", DueReports)


def test_each_class_asked_for_by_itself(browser: Client) -> None:
    page = browser.get("/rates/", {"as_of": "2026-01-03"})
    found = links_to("/rates/reports/", page.content.decode())
    following, asked = Following(browser), [query for query in found if "reporting=" in query]
    assert len(asked) >= len(Reporting)
    for query in asked:
        assert len(listed(following, query)) == found[query], query


@pytest.mark.parametrize("by", slices(Slice.ORGANISATION, Slice.PROGRAMME, Slice.THEME))
def test_by_each_slice(browser: Client, by: str) -> None:
    check(browser, as_of="2026-01-03", by=by)


def test_as_known_then_and_as_organised_now(browser: Client) -> None:
    check(browser, as_of="2025-12-03", by="organisation", knowledge="known")
    check(browser, as_of="2026-01-03", by="organisation", organised="now")


def test_with_all_below(browser: Client) -> None:
    for narrowed in ({}, {"organisation": "TOP"}):
        check(browser, by="organisation", subtree="yes", as_of="2026-01-03", **narrowed)


def test_though_co_agencies_are_asked_about(browser: Client) -> None:
    check(browser, by="organisation", participation="joined", as_of="2026-01-03")


def test_the_page_shows_each_report(browser: Client) -> None:
    page = browser.get("/rates/reports/", {"as_of": "2026-01-03", "reporting": "late"})
    [late] = page.context["page"]
    assert (late.due_on, late.reported_on) == (date(2025, 11, 30), date(2025, 12, 4))
    for said in (late.title, "30/11/2025", "04/12/2025"):
        assert said in page.content.decode()


def test_it_costs_the_same_for_any_number_of_reports(
    browser: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(25) as few:
        found = browser.get("/rates/reports/", {"reporting": "overdue"}).context["page"]
        assert 0 < len(found) < 5
    with django_assert_num_queries(len(few)):
        assert len(browser.get("/rates/reports/").context["page"]) > len(found)
