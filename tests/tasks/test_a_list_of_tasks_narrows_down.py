"""The one function through which pages, API and exports list tasks."""

from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from tasks.queries.listing import filtered_tasks
from tests import factories as make

pytestmark = pytest.mark.shared
TODAY = date(2025, 11, 17)


def found(user: Any, **narrowed: Any) -> list[str]:
    return sorted(filtered_tasks(user, on=TODAY, **narrowed).values_list("code", flat=True))


@pytest.fixture(scope="module")
def world(shared_database: None) -> dict[str, Any]:
    programme = make.programme()
    hanoi = make.ministry(name="Thành phố Hà Nội")
    unit = make.ministry(parent=hanoi)
    clause = make.ClauseFactory.create()
    make.assigned(programme=programme, lead=hanoi, code="A-1", title="Trung tâm dữ liệu Đắk Lắk")
    make.in_progress(programme=programme, lead=unit, code="A-2", clause=clause)
    make.completed(programme=programme, code="A-3", deadline=date(2025, 11, 20))
    make.assigned(programme=programme, code="A-4", deadline=None)
    make.draft(programme=programme, code="A-5")
    make.withdrawn(programme=programme, code="A-6")
    secretary = make.person(Role.SECRETARY, programme.owner)
    return {"by": secretary, "programme": programme, "hanoi": hanoi, "clause": clause}


def test_drafts_and_withdrawn_tasks_are_not_listed(world: dict[str, Any]) -> None:
    assert found(world["by"]) == ["A-1", "A-2", "A-3", "A-4"]


def test_an_organisation_brings_those_below_it(world: dict[str, Any]) -> None:
    assert found(world["by"], organisation=world["hanoi"]) == ["A-1", "A-2"]


def test_an_instrument_brings_the_tasks_of_its_clauses(world: dict[str, Any]) -> None:
    assert found(world["by"], instrument=world["clause"].instrument) == ["A-2"]


def test_another_programme_has_none_of_them(world: dict[str, Any]) -> None:
    assert found(world["by"], programme=make.programme()) == []
    assert len(found(world["by"], programme=world["programme"])) == 4


@pytest.mark.parametrize(
    ("standing", "codes"),
    [
        ("in_time", ["A-1", "A-2"]),
        ("in_time_underway", ["A-2"]),
        (["completed_on_time", "regular"], ["A-3", "A-4"]),
        ("overdue", []),
        ("", ["A-1", "A-2", "A-3", "A-4"]),
    ],
)
def test_by_standing_or_class(world: dict[str, Any], standing: Any, codes: list[str]) -> None:
    assert found(world["by"], standing=standing) == codes


def test_the_due_range_includes_both_ends(world: dict[str, Any]) -> None:
    day = date(2025, 11, 20)
    assert found(world["by"], due_from=day, due_to=day) == ["A-3"]


@pytest.mark.parametrize("text", ["dak lak", "ĐẮK LẮK", "lak  du lieu", "a-1", "Đắk"])
def test_every_word_is_found_without_diacritics(world: dict[str, Any], text: str) -> None:
    assert found(world["by"], text=text) == ["A-1"]


@pytest.mark.parametrize("text", ["100%", "_", "\\"])
def test_signs_that_mean_something_to_the_database_are_only_signs(
    world: dict[str, Any], text: str
) -> None:
    assert found(world["by"], text=text) == []


def test_an_outsider_finds_nothing(world: dict[str, Any]) -> None:
    assert found(make.UserFactory.create()) == []
