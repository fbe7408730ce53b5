import unicodedata
from datetime import date
from itertools import product
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from tasks import domain
from tasks.models import Programme
from tests import factories as f
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return f.programme(code="NQ57")


@pytest.fixture
def secretary(programme: Programme) -> User:
    return f.person(Role.SECRETARY, programme.owner)


def codes(reader: User, **asked: str) -> set[str]:
    answer = as_(reader).get(f"{V1}/tasks/", asked)
    assert answer.status_code == 200, answer.json()
    return {row["code"] for row in answer.json()["results"]}


def test_by_organisation_and_all_below_it(programme: Programme, secretary: User) -> None:
    ministry = f.ministry(code="BKHCN")
    unit = f.ministry(code="CCS", parent=ministry)
    f.assigned(programme=programme, lead=ministry, code="A")
    f.assigned(programme=programme, lead=unit, code="B")
    f.assigned(programme=programme, code="C")
    assert codes(secretary, organisation="BKHCN") == {"A", "B"}
    assert codes(secretary, organisation="CCS") == {"B"}


def test_by_programme_and_instrument(programme: Programme, secretary: User) -> None:
    clause = f.ClauseFactory.create(instrument__number="71/NQ-CP")
    f.assigned(programme=programme, clause=clause, code="A")
    f.assigned(programme=programme, code="B")
    assert codes(secretary, instrument="71/NQ-CP") == {"A"}
    assert codes(secretary, programme="NQ57") == {"A", "B"}


def test_by_standing_and_due_day(programme: Programme, secretary: User) -> None:
    f.at("2025-11-18")
    f.in_progress(programme=programme, code="A", deadline=date(2025, 11, 20))
    f.assigned(programme=programme, code="B", deadline=date(2025, 11, 21))
    f.completed(programme=programme, code="C", deadline=date(2025, 11, 30))
    f.assigned(programme=programme, code="D", deadline=None)
    f.at("2025-11-21")
    assert codes(secretary, standing="overdue") == {"A"}
    assert codes(secretary, standing="in_time_not_started") == {"B"}
    assert codes(secretary, standing="in_time") == {"B"}
    assert codes(secretary, standing="regular") == {"D"}
    assert codes(secretary, due_from="2025-11-21") == {"B", "C"}
    assert codes(secretary, due_from="2025-11-21", due_to="2025-11-21") == {"B"}


def test_against_the_first_deadline(programme: Programme, secretary: User) -> None:
    task = f.in_progress(programme=programme, deadline=date(2025, 11, 18))
    asked = domain.ask_extension(
        task,
        by=f.focal_point_of(task),
        now=clock.now(),
        new_deadline=date(2025, 12, 1),
        reason="Chờ luật.",
    )
    domain.decide_extension(asked, by=secretary, now=clock.now(), granted=True)
    f.at("2025-11-20")
    assert codes(secretary, standing="overdue") == set()
    assert codes(secretary, standing="overdue", deadline="first") == {task.code}


def test_by_text_in_any_spelling(programme: Programme, secretary: User) -> None:
    forms: list[Any] = ["NFC", "NFD"]
    for kept in forms:
        title = unicodedata.normalize(kept, "Xây dựng trung tâm dữ liệu tại Đắk Lắk")
        f.assigned(programme=programme, title=title, code=kept)
    f.assigned(programme=programme, title="Phủ sóng 5G tại Lào Cai", code="B")
    for text, asked in product(("dak lak", "Đắk Lắk", "LAK Đắk"), forms):
        assert codes(secretary, text=unicodedata.normalize(asked, text)) == set(forms), text


def test_what_is_not_in_force_is_listed_when_asked_for(
    programme: Programme, secretary: User
) -> None:
    f.draft(programme=programme, code="A")
    f.withdrawn(programme=programme, code="B")
    f.assigned(programme=programme, code="C")
    assert codes(secretary) == codes(secretary, status="assigned") == {"C"}
    assert codes(secretary, status="draft", text="nghi dinh") == {"A"}
    assert codes(secretary, status="withdrawn") == {"B"}


def test_others_never_see_drafts(programme: Programme) -> None:
    task = f.draft(programme=programme)
    assert codes(f.focal_point_of(task), status="draft") == set()


WRONG = [
    ({"standin": "overdue"}, "unknown_parameter", "standin"),
    ({"standing": "late"}, "invalid_choice", "standing"),
    ({"standing": ""}, "invalid_choice", "standing"),
    ({"standing": ["overdue", "regular"]}, "repeated_parameter", "standing"),
    ({"organisation": "NOWHERE"}, "does_not_exist", "organisation"),
    ({"organisation": "\x00"}, "null_characters_not_allowed", "organisation"),
    ({"instrument": "1/NOWHERE"}, "does_not_exist", "instrument"),
    ({"due_from": "31/12/2025"}, "invalid", "due_from"),
    ({"page_size": "0"}, "min_value", "page_size"),
    ({"page_size": "10000"}, "max_value", "page_size"),
]


@pytest.mark.parametrize(("asked", "code", "name"), WRONG)
def test_what_cannot_be_understood_is_refused(
    secretary: User, asked: dict[str, str], code: str, name: str
) -> None:
    answer = as_(secretary).get(f"{V1}/tasks/", asked)
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["code"], error["attr"]) == (400, code, name)
