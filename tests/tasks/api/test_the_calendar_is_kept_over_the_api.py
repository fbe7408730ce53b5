from typing import Any

import pytest

from tests.factories import in_progress, submit
from tests.harness.api import as_
from tests.tasks.deciding_days import administrator

pytestmark = pytest.mark.django_db
SWAP = {"kind": "swap", "day": "2026-01-02", "worked": "2026-01-10"}
WORDS = {"number": "12729/VPCP-KGVX", "reason": "Nghỉ liền bốn ngày."}
HERE = "/api/v1/day-decisions/"


def test_a_swap_is_decided_listed_and_seen_in_the_year() -> None:
    api = as_(administrator())
    answer = api.post(HERE, SWAP | WORDS, content_type="application/json")
    assert answer.status_code == 201, answer.json()
    assert [one["ruling"] for one in answer.json()] == ["off", "worked"]
    listed = api.get(HERE).json()["results"]
    assert [one["swapped_with"] for one in listed] == ["2026-01-10", "2026-01-02"]
    year = {one["day"]: one for one in api.get("/api/v1/working-days/?year=2026").json()}
    assert year["2026-01-02"] == {
        "day": "2026-01-02",
        "is_workday": False,
        "by_law": True,
        "holiday": "",
        "holiday_en": "",
        "number": "12729/VPCP-KGVX",
    }
    assert year["2026-01-01"]["number"] is None


def test_it_is_withdrawn() -> None:
    api = as_(administrator())
    api.post(HERE, SWAP | WORDS, content_type="application/json")
    body = {"kind": "withdraw", "day": "2026-01-02", "reason": "Nhầm."}
    answer = api.post(HERE, body, content_type="application/json")
    assert [one["ruling"] for one in answer.json()] == ["as_by_law", "as_by_law"]


def test_the_preview_counts_what_would_move() -> None:
    submit(in_progress())
    found = as_(administrator()).get(f"{HERE}preview/?kind=off&day=2025-11-18").json()
    assert [(one["before"], one["after"], one["count"]) for one in found] == [
        ("2025-11-20", "2025-11-21", 1)
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (SWAP, "reason"),
        ({**SWAP, "reason": "Nghỉ bù."}, "number"),
        ({**SWAP, **WORDS, "worked": "2026-01-09"}, "worked"),
        ({"kind": "swap", "day": "2026-01-02", **WORDS}, "worked"),
        ({"kind": "worked", "day": "2026-01-05", **WORDS}, "day"),
    ],
)
def test_what_is_refused_names_the_field(body: dict[str, str], field: str) -> None:
    answer = as_(administrator()).post(HERE, body, content_type="application/json")
    assert answer.status_code == 400
    assert [fault["attr"] for fault in answer.json()["errors"]] == [field]


def test_a_count_is_explained() -> None:
    api: Any = as_(administrator())
    found = api.get("/api/v1/working-days/explained/?after=2026-02-12&days=2").json()
    assert (found["start"], found["end"], found["count"]) == ("2026-02-12", "2026-02-23", 2)
    assert found["counted"] == [
        {"first": "2026-02-13", "last": "2026-02-13"},
        {"first": "2026-02-23", "last": "2026-02-23"},
    ]
    assert [one["day"] for one in found["special"]] == [
        f"2026-02-{number}" for number in range(16, 21)
    ]
