"""The list behind a count has as many tasks as the count says."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.http import QueryDict
from django.test import Client

from accounts.enums import Role
from tasks.interfaces.web.listing import Narrowing, narrowed_by
from tasks.queries.listing import filtered_tasks
from tests import factories as make
from tracker import clock

pytestmark = pytest.mark.shared
LINK = re.compile(r'href="/tasks/\?([^"]*as_of=[^"]+)">(\d+)</a>')


@pytest.fixture(scope="module")
def browser(shared_database: None) -> Client:
    programme = make.programme()
    words = {"programme": programme, "clause": make.ClauseFactory.create()}
    words["lead"], other = make.ministry(), make.ministry()
    make.completed(**words)
    make.in_progress(**words, deadline=date(2025, 11, 18))
    make.submitted(**words)
    make.assigned(**words | {"lead": other}, deadline=None)
    make.withdrawn(**words)
    make.draft(**words)
    make.at("2025-11-20")
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, programme.owner))
    return browser


def listed(browser: Client, query: str) -> int:
    count: int = browser.get(f"/tasks/?{query}").context["page"].paginator.count
    return count


def counted(reader: Any, query: str) -> int:
    """The same, without drawing it."""
    today = clock.today()
    narrowed = narrowed_by(Narrowing(QueryDict(query), today=today))
    return filtered_tasks(reader, on=today, **narrowed).count()


def test_on_the_overview(browser: Client) -> None:
    figures = dict(browser.get("/").context["site"].classes)
    assert figures.pop("total") == listed(browser, "") == 4
    assert figures == {name: listed(browser, f"standing={name}") for name in figures}
    assert figures["overdue"] == 1


def test_on_the_overview_of_somebody_who_sees_tasks_of_another_programme_too(
    browser: Client,
) -> None:
    secretary = get_user(browser)
    lead = make.MembershipFactory.create(user=secretary, role=Role.FOCAL_POINT).organisation
    make.in_progress(programme=make.programme(), lead=lead)
    make.in_progress(programme=make.programme())
    figures = dict(browser.get("/").context["site"].classes)
    assert figures.pop("total") == listed(browser, "") == 5
    assert figures == {name: counted(secretary, f"standing={name}") for name in figures}


def test_on_the_list_of_instruments(browser: Client) -> None:
    rows = browser.get("/instruments/").context["rows"]
    found = {instrument.pk: count for instrument, count in rows}
    assert found == {pk: counted(get_user(browser), f"instrument={pk}") for pk in found}
    assert sum(found.values()) == 4


@pytest.mark.parametrize(
    ("day", "knowledge"),
    [
        ("2025-11-19", "known"),
        ("2025-11-20", "happened"),
        *(
            pytest.param(*other, marks=pytest.mark.prove)
            for other in (
                ("2025-11-17", "happened"),
                ("2025-11-17", "known"),
                ("2025-11-19", "happened"),
                ("2025-11-20", "known"),
            )
        ),
    ],
)
def test_in_the_rates_of_any_day(browser: Client, day: str, knowledge: str) -> None:
    page = browser.get("/rates/", {"as_of": day, "knowledge": knowledge, "by": "organisation"})
    links = LINK.findall(page.content.decode())
    assert len(links) >= 6 * (1 + len(page.context["rows"]))
    told = {unescape(query): int(figure) for query, figure in links}
    reader = get_user(browser)
    for query, figure in told.items():
        assert counted(reader, query) == figure, query
    for query in list(told)[:2]:
        assert listed(browser, query) == told[query], query
