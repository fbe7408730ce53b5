from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from reports.domain.rates import rates
from reports.queries.points import point_by_point
from reports.rules.report import Report
from tasks.models import Clause, Programme, Task
from tests import factories as make
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def programme(shared_database: None) -> Programme:
    return make.programme()


@pytest.fixture(scope="module")
def clauses(programme: Programme) -> list[Clause]:
    instrument = make.InstrumentFactory.create()
    words = [("1.a", 0), ("1.b", 1), ("2", 2)]
    return [
        make.ClauseFactory.create(instrument=instrument, number=number, position=position)
        for number, position in words
    ]


@pytest.fixture(scope="module")
def done(programme: Programme, clauses: list[Clause]) -> Task:
    return make.completed(programme=programme, clause=clauses[1])


@pytest.fixture(scope="module")
def underway(programme: Programme, clauses: list[Clause]) -> Task:
    return make.in_progress(programme=programme, clause=clauses[1])


@pytest.fixture
def secretary(programme: Programme) -> User:
    return make.person(Role.SECRETARY, programme.owner)


@pytest.fixture
def browser(secretary: User) -> Client:
    browser = Client()
    browser.force_login(secretary)
    return browser


def report_on(clause: Clause, user: User, day: date) -> Report:
    words: dict[str, Any] = {"as_of": day, "instrument": clause.instrument, "reader": user}
    return rates(now=clock.now(), **words)


def test_each_clause_in_its_order_with_what_was_last_heard(
    clauses: list[Clause], done: Task, underway: Task, secretary: User
) -> None:
    today = clock.today()
    report = report_on(clauses[0], secretary, today)
    found = point_by_point(report.question, secretary, on=today)
    assert [each.clause for each in found] == clauses
    assert sum((each.counts for each in found[1:]), found[0].counts).total == report.totals.total
    told = {point.task: point for point in found[1].points}
    product = told[done].product
    assert product is not None
    assert product.product_number == done.submissions.get().product_number
    assert told[underway].product is None
    heard = told[underway].heard
    assert heard is not None
    assert heard.narrative == underway.updates.get().narrative


def test_of_a_past_day_nothing_later_is_told(
    programme: Programme, clauses: list[Clause], done: Task, secretary: User
) -> None:
    make.at("2025-11-20")
    later = make.completed(programme=programme, clause=clauses[2])
    day = date(2025, 11, 19)
    question = report_on(clauses[0], secretary, day).question
    points = [
        p for each in point_by_point(question, secretary, on=clock.today()) for p in each.points
    ]
    assert later not in [point.task for point in points]
    assert done in [point.task for point in points]


def test_members_of_a_group_stand_below_what_was_given_to_them(
    programme: Programme, clauses: list[Clause], secretary: User
) -> None:
    group = make.group(make.ministry(), make.ministry(), programme=programme, clause=clauses[2])
    make.assign(group, reason="Giao chung.")
    question = report_on(clauses[0], secretary, clock.today()).question
    *_others, last = point_by_point(question, secretary, on=clock.today())
    assert [point.group for point in last.points] == [group, None]


def test_who_leads_something_else_sees_nothing_of_it(
    programme: Programme, clauses: list[Clause], done: Task, underway: Task
) -> None:
    other = make.in_progress(programme=programme)
    browser = Client()
    browser.force_login(make.focal_point_of(other))
    page = browser.get(f"/instruments/{clauses[0].instrument_id}/report/")
    assert page.context["seen"] == 0
    assert page.context["totals"].total == 2
    assert underway.code not in page.text


def test_the_page_shows_the_figures_of_the_rates(
    browser: Client, clauses: list[Clause], done: Task, underway: Task, secretary: User
) -> None:
    report = report_on(clauses[0], secretary, clock.today())
    page = browser.get(f"/instruments/{clauses[0].instrument_id}/report/")
    assert page.context["totals"] == report.totals
    assert page.context["headline"].numbers in page.text
    nonsense = browser.get(f"/instruments/{clauses[0].instrument_id}/report/?as_of=2099-01-01")
    assert "as_of" in nonsense.context["form"].errors


def test_the_file_has_what_the_page_has(
    browser: Client, clauses: list[Clause], done: Task, underway: Task
) -> None:
    page = browser.get(f"/instruments/{clauses[0].instrument_id}/report/")
    answer = browser.get(f"/exports/instrument-report.csv?{page.context['query']}")
    lines = b"".join(answer).decode().splitlines()
    assert [code for code in (done.code, underway.code) if any(code in each for each in lines)]
    assert sum(line.startswith("1.b,") for line in lines) == 2
    assert any("C1 / (C1 + C2 + O)" in line for line in lines)


def test_queries_do_not_grow(
    browser: Client, programme: Programme, clauses: list[Clause], done: Task, underway: Task
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(f"/instruments/{clauses[0].instrument_id}/report/")
        return len(captured)

    few = queries()
    for clause in clauses:
        make.completed(programme=programme, clause=clause)
        make.in_progress(programme=programme, clause=clause)
    assert queries() == few <= 30
