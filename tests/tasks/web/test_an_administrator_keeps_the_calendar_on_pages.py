from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tasks.models import DayDecision
from tests.factories import in_progress, submit
from tests.tasks.deciding_days import administrator

pytestmark = pytest.mark.django_db
SWAP = "/working-days/change/?kind=swap&day=2026-01-02&worked=2026-01-10"
WORDS = {"number": "12729/VPCP-KGVX", "reason": "Nghỉ liền bốn ngày."}


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(administrator())
    return client


def test_the_preview_says_what_moves_and_decides_nothing(browser: Client) -> None:
    submit(in_progress())
    page = browser.get("/working-days/change/?kind=off&day=2025-11-18").content.decode()
    assert "20/11/2025" in page
    assert "21/11/2025" in page
    assert "Không thời hạn nào thay đổi" in page
    assert not DayDecision.objects.exists()


def test_a_swap_is_decided_and_shown_with_its_number(browser: Client) -> None:
    answer = browser.post(SWAP, WORDS)
    assert (answer.status_code, answer["Location"]) == (302, "/working-days/?year=2026")
    page = browser.get(answer["Location"]).content.decode()
    assert page.count("12729/VPCP-KGVX") >= 4  # two special days, two decisions
    assert "hoán đổi với ngày 10/01/2026" in page


def test_a_decision_is_withdrawn(browser: Client) -> None:
    browser.post(SWAP, WORDS)
    withdraw = "/working-days/change/?kind=withdraw&day=2026-01-10"
    assert "02/01/2026" in browser.get(withdraw).content.decode()
    assert browser.post(withdraw, {"number": "", "reason": "Nhầm."}).status_code == 302
    days = DayDecision.objects.filter(ruling="as_by_law").values_list("day", flat=True)
    assert set(days) == {date(2026, 1, 2), date(2026, 1, 10)}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("kind=worked&day=2026-01-02", "day"),
        ("kind=swap&day=2026-01-02", "worked"),
        ("kind=swap&day=2026-01-02&worked=2026-01-02", "worked"),
        ("kind=swap&day=2026-01-02&worked=2026-01-09", "worked"),
        ("kind=withdraw&day=2026-01-02", "day"),
        ("kind=off&day=2061-01-03", "day"),
    ],
)
def test_what_cannot_be_is_explained_at_its_field(browser: Client, asked: str, field: str) -> None:
    page = browser.get(f"/working-days/change/?{asked}")
    assert (page.status_code, set(page.context["form"].errors)) == (200, {field})


def test_a_decision_needs_its_number(browser: Client) -> None:
    answer = browser.post(SWAP, {"number": "", "reason": "Nghỉ bù."})
    assert (answer.status_code, set(answer.context["decide"].errors)) == (422, {"number"})
    assert not DayDecision.objects.exists()


def test_the_year_names_holidays_in_the_language_of_the_reader(browser: Client) -> None:
    names = {"vi": "Mùng hai Tết Nguyên Đán", "en": "Second Day of Lunar New Year"}
    for language, own in names.items():
        User.objects.update(language=language)
        page = browser.get("/working-days/?year=2026").content.decode()
        assert [name for name in names.values() if name in page] == [own]


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ("from=2026-02-12&days=2", ["23/02/2026", "Giao thừa Tết Nguyên Đán", "14/02/2026"]),
        ("from=2026-02-12&until=2026-02-23", ["2 ngày làm việc sau"]),
        ("from=2026-02-23&days=-2", ["2 ngày làm việc sau"]),
    ],
)
def test_a_count_is_explained(browser: Client, asked: str, texts: list[str]) -> None:
    page = browser.get(f"/working-days/explained/?{asked}").content.decode()
    assert [text for text in texts if text not in page] == []


@pytest.mark.parametrize(
    "asked", ["from=2026-02-12", "from=1999-02-12&days=2", "from=2026-02-12&until=2050-01-01"]
)
def test_what_cannot_be_counted_is_said(browser: Client, asked: str) -> None:
    page = browser.get(f"/working-days/explained/?{asked}")
    assert page.context["form"].errors
    assert page.context["explanation"] is None


def test_a_year_costs_the_same_whatever_was_decided(
    browser: Client, django_assert_max_num_queries: Any
) -> None:
    browser.get("/working-days/?year=2026")
    with CaptureQueriesContext(connection) as before:
        browser.get("/working-days/?year=2026")
        cost = len(before)
    browser.post(SWAP, WORDS)
    browser.get("/working-days/?year=2026")  # and with it what is said once
    with django_assert_max_num_queries(cost):
        browser.get("/working-days/?year=2026")
