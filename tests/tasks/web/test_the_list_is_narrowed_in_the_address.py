from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from tests import factories as make

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def codes(shared_database: None) -> Any:
    """Call it with a query to get the codes of the tasks listed."""
    programme = make.programme()
    words = {"programme": programme, "lead": make.ministry()}
    make.assigned(**words, code="A", title="Trung tâm dữ liệu Đắk Lắk", deadline=date(2025, 11, 30))
    make.completed(**words, code="B", deadline=date(2025, 11, 20))
    make.withdrawn(**words, code="C")
    make.assigned(**words, code="D", deadline=None)
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, programme.owner))

    def ask(query: str) -> list[str]:
        return [task.code for task in browser.get(f"/tasks/?{query}").context["page"]]

    return ask


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["A", "D", "B"]),
        ("text=dak+lak", ["A"]),
        ("standing=completed_on_time", ["B"]),
        ("standing=in_time", ["A"]),
        ("standing=withdrawn", ["C"]),
        ("due_from=2025-11-21", ["A"]),
        ("due_to=20/11/2025", ["B"]),
        ("standing=nonsense", ["A", "D", "B"]),
        ("page=99", ["A", "D", "B"]),
    ],
)
def test_what_is_listed(codes: Any, query: str, expected: list[str]) -> None:
    assert codes(query) == expected


def test_a_page_holds_fifty() -> None:
    programme = make.programme()
    clause, lead = make.ClauseFactory.create(), make.ministry()
    for _ in range(51):
        make.assigned(programme=programme, lead=lead, clause=clause)
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, programme.owner))
    assert len(browser.get("/tasks/?text=nghị").context["page"]) == 50
    second = browser.get("/tasks/?text=nghị&page=2")
    assert len(second.context["page"]) == 1
    assert "?text=ngh%E1%BB%8B&amp;page=1" in second.content.decode()
