"""Which of the six a task lacks, kept with the task and in each event of its history."""

from typing import Any

import pytest

from accounts.enums import Role
from tasks.domain import Part, edit_task
from tasks.enums import Clarity
from tasks.models import Task
from tests.factories import (
    OrganisationFactory,
    assign,
    completed,
    draft,
    ministry,
    person,
    secretary_of,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def clear(**words: Any) -> Task:
    lead = ministry()
    whole: dict[str, Any] = {
        "lead": lead,
        "officer": person(Role.OFFICER, lead),
        "authority": OrganisationFactory.create(),
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
        ({"lead": None}, Clarity.RESPONSIBILITY),
        ({"authority": None}, Clarity.AUTHORITY),
        ({"deliverable_kind": ""}, Clarity.DELIVERABLE),
        ({"deliverable_measure": " "}, Clarity.DELIVERABLE),
        ({"deliverable_count": None}, Clarity.DELIVERABLE),
    ],
)
def test_what_is_missing_is_a_gap(words: dict[str, Any], gap: Clarity) -> None:
    assert clear(**words).gaps == [gap]


def test_a_co_agency_needs_its_part() -> None:
    parts = [Part(OrganisationFactory.create(), "Góp ý"), Part(OrganisationFactory.create(), " ")]
    assert clear(co_agencies=parts).gaps == [Clarity.RESPONSIBILITY]


def test_neither_regular_nor_dated_is_a_gap() -> None:
    task = clear(deadline=None)
    edited = edit_task(task, by=secretary_of(task), now=clock.now(), is_regular=False)
    assert edited.gaps == [Clarity.TIMELINE]


def test_mending_closes_the_gap_and_history_shows_both() -> None:
    task = assign(clear(authority=None))
    edit_task(task, by=secretary_of(task), now=clock.now(), authority=OrganisationFactory.create())
    gaps = list(task.events.order_by("revision").values_list("gaps", flat=True))
    assert gaps == [["authority"], ["authority"], []]


def test_clarity_is_frozen_at_completion() -> None:
    task = completed()
    with pytest.raises(Refused):
        edit_task(task, by=secretary_of(task), now=clock.now(), deliverable_count=1)
