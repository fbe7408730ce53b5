"""Who may say where an organisation stands, and what cannot be."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Block, Role
from accounts.models import Organisation, Placement, User
from tasks import domain
from tests import factories as f
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def place(organisation: Organisation, *, by: User, **words: Any) -> Placement:
    said = {"parent": None, "block": Block.OTHER, "reason": "Nghị định 12"}
    return domain.place_organisation(organisation, by=by, now=clock.now(), **said | words)


@pytest.fixture
def secretary() -> User:
    return f.person(Role.SECRETARY, f.programme().owner)


def test_from_today_unless_told_otherwise(secretary: User) -> None:
    above, body = f.ministry(), f.ministry()
    made = place(body, by=secretary, parent=above, block=Block.LOCALITIES)
    body.refresh_from_db()
    assert (body.parent, body.block) == (above, Block.LOCALITIES)
    assert (made.was_parent, made.was_block) == (None, Block.MINISTRIES)
    assert (made.from_day, made.by, made.reason) == (clock.today(), secretary, "Nghị định 12")


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in ("secretary", "administrator")]
)
def test_nobody_else(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        place(f.ministry(), by=f.person(role, f.programme().owner))


def test_no_secretary_of_another_programme_whose_tasks_it_has() -> None:
    task = f.in_progress()
    assert task.lead
    stranger = f.person(Role.SECRETARY, f.programme().owner)
    unit = f.ministry(parent=task.lead)
    place(unit, by=stranger, parent=task.lead)
    for body in (task.lead, f.placed(task.lead, parent=f.ministry()).parent):
        assert body
        with pytest.raises(PermissionDenied):
            place(body, by=stranger)
    place(task.lead, by=f.secretary_of(task))


def test_an_administrator_of_any_owner_of_a_programme() -> None:
    task = f.in_progress()
    assert task.lead
    place(task.lead, by=f.person(Role.ADMINISTRATOR, f.programme().owner))
    with pytest.raises(PermissionDenied):
        place(task.lead, by=f.person(Role.ADMINISTRATOR, f.ministry()), block=Block.LOCALITIES)


def refusal(organisation: Organisation, by: User, **words: Any) -> tuple[str | None, str | None]:
    with pytest.raises(Refused) as refused:
        place(organisation, by=by, **words)
    return refused.value.code, refused.value.field


def test_what_cannot_be_is_refused_in_words(secretary: User) -> None:
    body, above = f.ministry(), f.ministry()
    unit, gone = f.ministry(parent=body), f.ministry(alive_until=date(2025, 6, 30))
    f.at("2025-11-20")
    today, yesterday = clock.today(), date(2025, 11, 19)
    assert refusal(body, secretary, reason="  ") == ("reason_missing", "reason")
    assert refusal(body, secretary, from_day=date(2025, 11, 21)) == ("future", "from_day")
    assert refusal(body, secretary, block=Block.MINISTRIES) == ("same", "parent")
    assert refusal(body, secretary, parent=unit) == ("in_a_circle", "parent")
    assert refusal(body, secretary, parent=body) == ("in_a_circle", "parent")
    assert refusal(body, secretary, parent=gone) == ("dissolved", "parent")
    assert refusal(gone, secretary, from_day=today) == ("dissolved", "from_day")
    place(above, by=secretary, from_day=today)
    assert refusal(above, secretary, block=Block.LOCALITIES, from_day=yesterday) == (
        "out_of_order",
        "from_day",
    )
    assert refusal(unit, secretary, parent=above, from_day=yesterday) == (
        "out_of_order",
        "from_day",
    )
    assert Placement.objects.count() == 1


def test_long_ago_for_its_reason(secretary: User) -> None:
    made = place(f.ministry(), by=secretary, from_day=date(2025, 3, 1))
    assert made.from_day == date(2025, 3, 1)
