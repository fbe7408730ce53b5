"""Which of the six a task lacks, kept with the task and in each event of its history."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.enums import OrganisationKind as Kind
from accounts.enums import Role
from tasks.domain import Part, edit_task
from tasks.enums import Clarity
from tasks.models import Task
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    assign,
    completed,
    draft,
    group,
    ministry,
    person,
    secretary_of,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def clear(**words: Any) -> Task:
    lead = words.get("lead") or ministry()
    whole: dict[str, Any] = {
        "lead": lead,
        "officer": person(Role.OFFICER, lead),
        "authority": OrganisationFactory.create(kind=Kind.STATE_BODY),
        "deliverable_kind": "decree",
        "deliverable_measure": "nghị định",
        "deliverable_count": 1,
        "co_agencies": [Part(OrganisationFactory.create(), "Góp ý dự thảo")],
    }
    return draft(**whole | words)


def test_a_clear_task_lacks_nothing() -> None:
    assert clear().gaps == []
    assert clear(deadline=None).gaps == []


@pytest.mark.parametrize(
    ("words", "gap"),
    [
        ({"officer": None}, Clarity.PERSON),
        ({"authority": None}, Clarity.AUTHORITY),
        ({"deliverable_kind": ""}, Clarity.DELIVERABLE),
        ({"deliverable_measure": " "}, Clarity.DELIVERABLE),
        ({"deliverable_count": None}, Clarity.DELIVERABLE),
    ],
)
def test_what_is_missing_is_a_gap(words: dict[str, Any], gap: Clarity) -> None:
    assert clear(**words).gaps == [gap]


def test_without_a_lead_nobody_is_responsible_and_nobody_in_post() -> None:
    assert clear(lead=None).gaps == [Clarity.PERSON, Clarity.RESPONSIBILITY]


@pytest.mark.parametrize("role", Role)
def test_the_officer_holds_any_role_in_the_lead_or_below_it(role: Role) -> None:
    lead = ministry()
    unit = OrganisationFactory.create(parent=OrganisationFactory.create(parent=lead), kind="unit")
    assert clear(lead=lead, officer=person(role, unit)).gaps == []


def test_an_officer_of_another_or_a_higher_organisation_is_no_clear_person() -> None:
    above = ministry()
    lead = OrganisationFactory.create(parent=above, kind="unit")
    for officer in (person(Role.OFFICER, ministry()), person(Role.HEAD, above)):
        assert clear(lead=lead, officer=officer).gaps == [Clarity.PERSON]


def test_the_officer_is_in_post_on_the_day() -> None:
    lead, today = ministry(), clock.today()
    past = MembershipFactory.create(organisation=lead, until_day=today - DAY).user
    future = MembershipFactory.create(organisation=lead, from_day=today + DAY).user
    locked_out = MembershipFactory.create(
        organisation=lead, user=UserFactory.create(is_active=False)
    ).user
    last_day = MembershipFactory.create(organisation=lead, until_day=today).user
    for officer in (past, future, locked_out):
        assert clear(lead=lead, officer=officer).gaps == [Clarity.PERSON]
    assert clear(lead=lead, officer=last_day).gaps == []


def test_lead_authority_and_co_agencies_exist_on_the_day() -> None:
    gone = {"alive_until": clock.today() - DAY}
    lead = ministry(**gone)
    higher = OrganisationFactory.create()
    assert clear(lead=lead, authority=higher).gaps == [Clarity.RESPONSIBILITY]
    part = Part(OrganisationFactory.create(**gone), "Góp ý")
    assert clear(co_agencies=[part]).gaps == [Clarity.RESPONSIBILITY]
    assert clear(authority=OrganisationFactory.create(**gone)).gaps == [Clarity.AUTHORITY]


@pytest.mark.parametrize(
    ("lead", "authority", "gaps"),
    [
        (Kind.MINISTRY, Kind.MINISTRY, []),
        (Kind.PROVINCE, Kind.MINISTRY, []),
        (Kind.MINISTRY, Kind.STATE_BODY, []),
        (Kind.STATE_BODY, Kind.MINISTRY, [Clarity.AUTHORITY]),
        (Kind.MINISTRY, Kind.CORPORATION, [Clarity.AUTHORITY]),
        (Kind.MINISTRY, Kind.UNIT, [Clarity.AUTHORITY]),
    ],
)
def test_the_authority_stands_no_lower_than_the_lead(
    lead: Kind, authority: Kind, gaps: list[Clarity]
) -> None:
    task = clear(lead=ministry(kind=lead), authority=OrganisationFactory.create(kind=authority))
    assert task.gaps == gaps


def test_whatever_lies_above_the_lead_may_decide() -> None:
    above = OrganisationFactory.create(kind=Kind.CORPORATION)
    lead = ministry(parent=OrganisationFactory.create(parent=above))
    assert clear(lead=lead, authority=above).gaps == []


def test_a_regular_task_needs_a_rhythm_of_reports() -> None:
    assert clear(deadline=None, rhythm="").gaps == [Clarity.TIMELINE]


def test_the_parent_of_a_group_is_not_judged_but_each_member() -> None:
    parent = group(authority=None)
    assert parent.gaps == []
    assert {tuple(member.gaps) for member in Task.objects.filter(parent=parent)} == {
        ("person", "authority")
    }


def test_a_co_agency_needs_its_part() -> None:
    parts = [Part(OrganisationFactory.create(), "Góp ý"), Part(OrganisationFactory.create(), " ")]
    assert clear(co_agencies=parts).gaps == [Clarity.RESPONSIBILITY]


def test_neither_regular_nor_dated_is_a_gap() -> None:
    task = clear(deadline=None)
    edited = edit_task(task, by=secretary_of(task), now=clock.now(), is_regular=False)
    assert edited.gaps == [Clarity.TIMELINE]


def test_mending_closes_the_gap_and_history_shows_both() -> None:
    task = assign(clear(authority=None), "Cần giao ngay.")
    edit_task(task, by=secretary_of(task), now=clock.now(), authority=OrganisationFactory.create())
    gaps = list(task.events.order_by("revision").values_list("gaps", flat=True))
    assert gaps == [["authority"], ["authority"], []]


def test_clarity_is_frozen_at_completion() -> None:
    task = completed()
    with pytest.raises(Refused):
        edit_task(task, by=secretary_of(task), now=clock.now(), deliverable_count=1)
