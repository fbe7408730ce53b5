"""A month at a glance: each day with as many tasks as the list behind it, and the first by name."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from tasks.interfaces.web.deadlines import Square
from tests import factories as make

pytestmark = pytest.mark.shared
LINK = re.compile(r'href="(/tasks/\?[^"]*due_from[^"]*)">[^<]*?(\d+)[^<]*</a>')


@pytest.fixture(scope="module")
def browser(shared_database: None) -> Client:
    programme, one, other = make.programme(code="P"), make.ministry(code="ONE"), make.ministry()
    words: dict[str, Any] = {"programme": programme, "clause": make.ClauseFactory.create()}
    for number in range(5):
        make.assigned(**words, lead=one, code=f"A{number}", deadline=date(2025, 11, 28))
    make.assigned(**words, lead=other, code="B", deadline=date(2025, 11, 28))
    make.completed(**words, lead=one, deadline=date(2025, 11, 30))
    make.in_progress(**words, lead=one, deadline=date(2025, 11, 18))
    make.withdrawn(**words, lead=one, deadline=date(2025, 11, 20))
    make.assigned(**words, lead=one, code="C", deadline=date(2025, 12, 1))
    make.at("2025-11-20")
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, programme.owner))
    return browser


def squares(page: Any) -> dict[int, Square]:
    return {one.day.day: one for week in page.context["weeks"] for one in week if one}


def test_each_day_of_the_month_is_there(browser: Client) -> None:
    page = browser.get("/calendar/")
    assert list(squares(page)) == list(range(1, 31))
    assert [one.day.day for one in page.context["weeks"][1] if one] == list(range(3, 10))


def test_a_day_counts_what_is_due_and_names_the_first(browser: Client) -> None:
    days = squares(browser.get("/calendar/"))
    told = {day: (one.due.total, one.due.done, one.due.overdue) for day, one in days.items()}
    assert {day: told[day] for day in (18, 20, 28, 30)} == {
        18: (1, 0, 1),
        20: (0, 0, 0),
        28: (6, 0, 0),
        30: (1, 1, 0),
    }
    assert [task.code for task in days[28].due.tasks] == ["A0", "A1", "A2"]
    assert days[28].due.further == 3
    assert days[30].due.tasks == []


def test_each_count_leads_to_as_many_tasks(browser: Client) -> None:
    links = LINK.findall(browser.get("/calendar/?programme=1").content.decode())
    links += LINK.findall(browser.get("/calendar/").content.decode())
    assert len(links) >= 5
    for address, count in links:
        listed = browser.get(address.replace("&amp;", "&")).context["page"].paginator.count
        assert listed == int(count), address


def test_it_is_narrowed_in_the_address(browser: Client) -> None:
    one = squares(browser.get("/calendar/"))[28].due.tasks[0].lead
    assert one is not None
    page = browser.get("/calendar/", {"month": "2025-11", "organisation": one.pk})
    assert squares(page)[28].due.total == 5
    assert page.context["total"] == 7
    assert browser.get("/calendar/?month=2025-12").context["total"] == 1


def test_days_off_are_told_apart(browser: Client) -> None:
    days = squares(browser.get("/calendar/?month=2026-02"))
    assert [day for day, one in days.items() if one.workday.holiday][:1] == [16]
    assert not days[1].workday.is_workday


@pytest.mark.parametrize("month", ["nonsense", "1999-12", "2061-01", "2025-13"])
def test_a_month_that_is_none_is_refused_and_the_present_one_shown(
    browser: Client, month: str
) -> None:
    page = browser.get("/calendar/", {"month": month})
    assert page.context["form"].errors["month"]
    assert page.context["first"] == date(2025, 11, 1)


def test_the_last_month_leads_nowhere_further(browser: Client) -> None:
    page = browser.get("/calendar/?month=2060-12")
    assert (page.context["before"], page.context["after"]) == (date(2060, 11, 1), None)
