from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import Organisation, Succession
from tasks import domain
from tasks.models import Merger
from tasks.rules.passing import Capacity
from tests.factories import (
    InstrumentFactory,
    UserFactory,
    assigned,
    completed,
    ministry,
    person,
    programme,
    secretary_of,
)
from tests.tasks.mergers import ON, plan, shared
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def refused(code: str, old: Organisation, heir: Organisation, **words: Any) -> None:
    with pytest.raises(Refused) as no:
        plan(old, heir, **words)
    assert no.value.code == code


def two() -> tuple[Organisation, Organisation]:
    """A lead with an open task, and who could follow."""
    task = assigned(**shared())
    assert task.lead is not None
    return task.lead, ministry()


def test_the_preview_names_every_task_and_who_would_have_it() -> None:
    words = shared()
    old, heir = words["lead"], ministry()
    open_task = assigned(**words)
    completed(**words)
    preview = domain.preview_merger(old, successor=heir, on=ON)
    [passing] = preview.passings
    assert (passing.task, passing.to) == (open_task, heir)
    assert Capacity.LEAD in passing.capacities


def test_the_preview_takes_the_default_successor() -> None:
    old, heir = two()
    with pytest.raises(Refused, match="tiếp nhận"):
        domain.preview_merger(old, on=ON)
    Succession.objects.create(predecessor=old, successor=heir, is_default=True)
    assert domain.preview_merger(old, on=ON).successor == heir


def test_once_only() -> None:
    old, heir = two()
    plan(old, heir)
    refused("merged_already", old, heir)


def test_not_to_one_that_does_not_exist_then() -> None:
    old, heir = two()
    heir.alive_until = ON - timedelta(days=1)
    heir.save()
    refused("dissolved", old, heir)


def test_not_in_a_circle() -> None:
    old, heir = two()
    plan(heir, old, ON + timedelta(days=10))
    refused("in_a_circle", old, heir)
    refused("in_a_circle", old, old)


def test_not_against_the_day_on_which_it_ends() -> None:
    old, heir = two()
    old.alive_until = ON - timedelta(days=1)
    old.save()
    refused("ends_otherwise", old, heir, on=ON + timedelta(days=1))
    assert plan(old, heir).pk


def test_not_before_it_existed() -> None:
    old, heir = two()
    refused("not_yet", old, heir, on=old.alive_from, late_reason="Chờ văn bản.")


def test_not_late_without_a_reason() -> None:
    old, heir = two()
    refused("late_reason_missing", old, heir, on=date(2025, 11, 3))


def test_not_without_a_reason_or_by_what_is_not_issued_yet() -> None:
    old, heir = two()
    refused("reason_missing", old, heir, reason=" ")
    refused("future", old, heir, instrument=InstrumentFactory.create(issued_on=ON))


def test_only_what_passes_can_go_elsewhere() -> None:
    words = shared()
    done = completed(**words)
    refused("does_not_pass", words["lead"], ministry(), elsewhere={done: ministry()})


def test_a_choice_of_the_default_is_none() -> None:
    words = shared()
    task, heir = assigned(**words), ministry()
    assert not plan(words["lead"], heir, elsewhere={task: heir}).choices.exists()


def test_nothing_remains_of_what_is_refused() -> None:
    old, heir = two()
    refused("reason_missing", old, heir, reason="")
    old.refresh_from_db()
    assert old.alive_until is None
    assert not Merger.objects.exists()
    assert not Succession.objects.exists()


def test_by_a_secretary_of_every_programme_concerned() -> None:
    words = shared()
    task, heir = assigned(**words), ministry()
    other = assigned(**shared(lead=words["lead"], programme=programme()))
    for by in (secretary_of(task), person(Role.HEAD, words["lead"]), UserFactory.create()):
        with pytest.raises(PermissionDenied):
            plan(words["lead"], heir, by=by)
    administrator = person(Role.ADMINISTRATOR, other.programme.owner)
    assert plan(words["lead"], heir, by=administrator).by == administrator


def test_not_by_an_administrator_of_something_else() -> None:
    old, heir = two()
    with pytest.raises(PermissionDenied):
        plan(old, heir, by=person(Role.ADMINISTRATOR, ministry()))
