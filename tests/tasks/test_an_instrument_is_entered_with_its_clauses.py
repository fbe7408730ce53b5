from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import User
from tasks.domain import add_clause, enter_instrument
from tasks.models import Instrument
from tests.factories import OrganisationFactory, UserFactory, ministry, person, programme
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary() -> User:
    return person(Role.SECRETARY, programme().owner)


def enter(by: User, **words: Any) -> Instrument:
    whole: dict[str, Any] = {
        "kind": "resolution",
        "number": "71/NQ-CP",
        "title": "Chương trình hành động",
        "issuer": OrganisationFactory.create(),
        "issued_on": date(2025, 4, 1),
        "clauses": [("2.1", "Xây dựng nghị định."), ("1.3", "Xây dựng nền tảng.")],
    }
    return enter_instrument(by=by, now=clock.now(), **whole | words)


def test_clauses_keep_their_order(secretary: User) -> None:
    instrument = enter(secretary)
    add_clause(instrument, by=secretary, now=clock.now(), number="1.1", text="Báo cáo.")
    assert [clause.number for clause in instrument.clauses.all()] == ["2.1", "1.3", "1.1"]


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        ({"issued_on": date(2025, 11, 18)}, "future", "issued_on"),
        ({"number": " "}, "missing", "number"),
        ({"title": ""}, "missing", "title"),
        ({"clauses": [("1", " ")]}, "missing", "clauses"),
        ({"clauses": [("1", "Một."), ("1 ", "Hai.")]}, "number_taken", "clauses"),
    ],
)
def test_what_is_refused(secretary: User, words: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        enter(secretary, **words)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Instrument.objects.exists(), "half an instrument was left behind"


def test_a_number_is_entered_once(secretary: User) -> None:
    enter(secretary)
    with pytest.raises(Refused) as refused:
        enter(secretary, number=" 71/NQ-CP")
    assert refused.value.code == "number_taken"


def test_today_is_not_the_future(secretary: User) -> None:
    assert enter(secretary, issued_on=clock.today()).pk


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECRETARY])
def test_only_a_secretary_enters(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        enter(person(role, ministry()))


def test_an_outsider_does_not(secretary: User) -> None:
    instrument = enter(secretary)
    with pytest.raises(PermissionDenied):
        add_clause(instrument, by=UserFactory.create(), now=clock.now(), number="9", text="Chín.")
