"""Rates are for every member of a programme, its tasks are not: a shorter list says so."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from accounts.enums import Role
from accounts.models import User
from reports.interfaces.exports.asking import reader_at, table_of
from tasks import domain
from tasks.domain import Part
from tasks.enums import Rhythm
from tasks.models import Programme, Task
from tests import factories as make
from tests.harness.api import as_
from tests.reports.following import links_to
from tracker import clock

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def mine(shared_database: None) -> Task:
    """One task of five, of a programme; and one of a programme of which they are no member."""
    one = make.programme(code="ONE")
    words: dict[str, Any] = {"programme": one, "deadline": date(2025, 11, 18)}
    parts = [Part(make.ministry(), "A", date(2025, 11, 18))]
    task = make.assigned(**words, lead=make.ministry(code="MINE"), co_agencies=parts)
    for _each in range(3):
        make.assigned(**words, lead=make.ministry(), co_agencies=parts)
    regular = make.assigned(programme=one, deadline=None, rhythm=Rhythm.MONTHLY)
    make.assigned(programme=one, deadline=None, rhythm=Rhythm.MONTHLY, lead=task.lead)
    assert regular.lead
    make.assigned(deadline=date(2025, 11, 18))
    make.at("2025-12-05")
    domain.open_occurrences(now=clock.now())
    return task


def figures(browser: Client, route: str, **asked: str) -> dict[str, int]:
    page = browser.get("/rates/", {"by": "organisation", "programme": "ONE"} | asked)
    found = links_to(route, page.content.decode())
    assert found
    return found


def check(browser: Client, user: User, route: str, **asked: str) -> set[tuple[int, int]]:
    """What lists behind figures of each size say: how many are counted, and how many visible."""
    browser.force_login(user)
    said = set()
    found = {figure: query for query, figure in figures(browser, route, **asked).items()}
    for figure, query in found.items():
        page = browser.get(f"{route}?{query}")
        visible = page.context["page"].paginator.count
        assert page.context["counted"] == figure, query
        words = f"Ông/bà được xem {visible} trong số {figure} mà số liệu này tính."
        assert (words in page.content.decode()) == (visible != figure)
        said.add((figure, visible))
    return said


def test_of_tasks(mine: Task, client: Client) -> None:
    assert {(6, 2), (4, 1)} <= check(client, make.focal_point_of(mine), "/tasks/")


def test_of_what_is_joined(mine: Task, client: Client) -> None:
    said = check(client, make.focal_point_of(mine), "/rates/joined/", participation="joined")
    assert (4, 1) in said


def test_of_reports_due(mine: Task, client: Client) -> None:
    assert (4, 2) in check(client, make.focal_point_of(mine), "/rates/reports/")


def test_who_sees_all_is_told_nothing(mine: Task, client: Client) -> None:
    secretary = make.person(Role.SECRETARY, mine.programme.owner)
    for figure, visible in check(client, secretary, "/tasks/"):
        assert figure == visible


def test_a_figure_of_all_programmes_is_that_of_the_readers(mine: Task, client: Client) -> None:
    """Somebody who sees tasks of others too gets no more of them than the figure counts."""
    secretary = make.person(Role.SECRETARY, mine.programme.owner)
    other = Programme.objects.exclude(pk=mine.programme.pk).get().tasks.get()
    make.MembershipFactory.create(user=secretary, organisation=other.lead, role=Role.FOCAL_POINT)
    client.force_login(secretary)
    found = {figure: query for query, figure in figures(client, "/tasks/", programme="").items()}
    assert 7 in found
    for figure, query in found.items():
        assert client.get(f"/tasks/?{query}").context["page"].paginator.count == figure


def test_words_narrow_a_list_down_that_is_no_figure(mine: Task, client: Client) -> None:
    """To count by words what a reader may not see would tell them what it says."""
    client.force_login(make.focal_point_of(mine))
    for words in ({"text": "dữ liệu"}, {"due_from": "2025-11-18"}, {"standing": "withdrawn"}):
        page = client.get("/tasks/", {"figure": "yes", "as_of": "2025-12-05"} | words)
        assert "counted" not in page.context


FILES = {
    "tasks": "figure=true&standing=overdue",
    "work": "figure=overdue",
    "rates-joined": "standing=overdue",
    "rates-reports": "",
}


@pytest.mark.parametrize("name", FILES)
def test_in_a_file(mine: Task, name: str) -> None:
    """As csv over the API and of the page, and as a workbook: the statement is the same table's."""
    counted, visible = {"rates-reports": (4, 2)}.get(name, (4, 1))
    said = f"Ông/bà được xem: {visible} trong số {counted} mà số liệu này tính"
    reader = make.focal_point_of(mine)
    asked = f"{FILES[name]}&programme=ONE&as_of=2025-12-05"
    answer = as_(reader).get(f"/api/v1/exports/{name}/csv/?{asked}").getvalue().decode()
    assert answer.count(said) == 1
    everything = as_(make.person(Role.SECRETARY, mine.programme.owner))
    whole = everything.get(f"/api/v1/exports/{name}/csv/?{asked}").getvalue().decode()
    assert f"Ông/bà được xem: {counted} trong số {counted}" in whole


def test_on_the_last_sheet_of_a_workbook(mine: Task) -> None:
    """Of the list that the page shows."""
    reader = make.focal_point_of(mine)
    table = table_of(
        {"list": "tasks", "query": "figure=yes&standing=overdue", "asked": "page"},
        reader_at(reader, clock.now()),
    )
    assert table is not None
    with translation.override("en"):
        said = dict(table.statement())
    assert said["Visible to you"] == "1 of the 4 that this figure counts"


def test_over_the_api(mine: Task) -> None:
    api = as_(make.focal_point_of(mine))
    asked = {"programme": "ONE", "standing": "overdue", "as_of": "2025-12-05"}
    answer = api.get("/api/v1/tasks/", asked | {"figure": "true"}).json()
    assert (answer["counted"], answer["visible"], len(answer["results"])) == (4, 1, 1)
    totals = api.get("/api/v1/rates/", {"programme": "ONE", "as_of": "2025-12-05"}).json()["totals"]
    assert totals["overdue"] == answer["counted"]
    assert "counted" not in api.get("/api/v1/tasks/", asked).json()
    refused = api.get("/api/v1/tasks/", {"figure": "true", "text": "dữ liệu"})
    assert refused.status_code == 400
