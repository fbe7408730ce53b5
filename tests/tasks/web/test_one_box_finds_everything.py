"""Words without diacritics, codes, numbers and names find what the reader may see."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from tasks.queries.search import Found
from tests import factories as make

pytestmark = pytest.mark.shared
KINDS = tuple(Found.__annotations__)


@pytest.fixture(scope="module")
def people(shared_database: None) -> dict[str, User]:
    programme = make.programme()
    lead = make.ministry(code="BYT", name="Bộ Y tế", name_en="Ministry of Health")
    instrument = make.InstrumentFactory.create(number="57-NQ/TW", title="Đột phá phát triển")
    clause = make.ClauseFactory.create(instrument=instrument)
    words: dict[str, Any] = {"programme": programme, "lead": lead, "clause": clause}
    make.assigned(**words, code="NQ57-001", title="Bệnh án điện tử")
    make.withdrawn(**words, code="NQ57-002", title="Bệnh án giấy")
    secretary = make.person(Role.SECRETARY, programme.owner)
    User.objects.filter(pk=make.person(Role.HEAD, lead).pk).update(full_name="Đặng Thị Hà")
    make.draft(**words, code="NQ57-003", title="Bệnh án nháp")
    other = make.person(Role.FOCAL_POINT, make.ministry())
    return {
        "secretary": secretary,
        "lead": make.person(Role.FOCAL_POINT, lead),
        "other": other,
        "nobody": make.UserFactory.create(),
    }


def found(reader: User, words: str) -> dict[str, list[str]]:
    browser = Client()
    browser.force_login(reader)
    page = browser.get("/search/", {"q": words}).context
    named = {"tasks": "code", "instruments": "number", "organisations": "code", "posts": "user"}
    rows = {kind: page.get(kind) or [] for kind in KINDS}
    return {
        kind: [str(getattr(one, named[kind])) for one in ones]
        for kind, ones in rows.items()
        if ones
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("benh an dien tu", {"tasks": ["NQ57-001"]}),
        ("ĐIỆN bệnh", {"tasks": ["NQ57-001"]}),
        ("nq57-002", {"tasks": ["NQ57-002"]}),
        ("57-nq/tw", {"instruments": ["57-NQ/TW"]}),
        ("bo y te", {"organisations": ["BYT"]}),
        ("health", {"organisations": ["BYT"]}),
        ("dang ha", {"posts": ["Đặng Thị Hà"]}),
        ("bệnh án", {"tasks": ["NQ57-001", "NQ57-002", "NQ57-003"]}),
        ("a", {}),
        ("", {}),
        ("100%_\\", {}),
        ("không có gì", {}),
    ],
)
def test_a_secretary_finds(
    people: dict[str, User], words: str, expected: dict[str, list[str]]
) -> None:
    assert found(people["secretary"], words) == expected


def test_nobody_finds_a_task_they_may_not_see(people: dict[str, User]) -> None:
    assert found(people["lead"], "benh an") == {"tasks": ["NQ57-001", "NQ57-002"]}
    assert found(people["other"], "benh an") == {}


def test_who_holds_no_role_finds_nobody(people: dict[str, User]) -> None:
    assert found(people["other"], "dang") == {"posts": ["Đặng Thị Hà"]}
    assert found(people["nobody"], "dang") == {}


def test_while_typing_only_what_was_found_is_sent(people: dict[str, User]) -> None:
    browser = Client()
    browser.force_login(people["secretary"])
    part = browser.get("/search/", {"q": "benh"}, headers={"HX-Request": "true"})
    assert "Bệnh án điện tử" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_long_lists_are_cut_and_counted(people: dict[str, User], db: None) -> None:
    programme = make.programme()
    for number in range(12):
        make.draft(programme=programme, title="Kho dữ liệu", code=f"K{number}")
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, programme.owner))
    page = browser.get("/search/", {"q": "kho du lieu"})
    assert (len(page.context["tasks"]), page.context["tasks"].total) == (10, 12)
    assert "/tasks/?text=kho%20du%20lieu" in page.content.decode()


def test_a_search_costs_the_same_for_few_and_many(people: dict[str, User]) -> None:
    browser = Client()
    browser.force_login(people["secretary"])
    costs = []
    for words in ("điện tử", "bệnh", "bệnh"):
        with CaptureQueriesContext(connection) as queries:
            browser.get("/search/", {"q": words})
        costs.append(len(queries))
    assert costs[1:] == [costs[0]] * 2
