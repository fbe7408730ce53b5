"""Until its day a merger can be called off: everything is as the plan found it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import Organisation, Succession, User
from tasks.domain import call_off_merger
from tasks.models import Merger, Programme
from tests.factories import again, assigned, at, ministry, person
from tests.tasks.mergers import ON, carry_out, plan, shared
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def secretary() -> User:
    return person(Role.SECRETARY, Programme.objects.get().owner)


def call_off(merger: Merger, **words: Any) -> Merger:
    said: dict[str, Any] = {"by": secretary(), "reason": "Quốc hội chưa thông qua."} | words
    return call_off_merger(merger, now=clock.now(), **said)


def refused(code: str, merger: Merger, **words: Any) -> None:
    with pytest.raises(Refused) as no:
        call_off(merger, **words)
    assert no.value.code == code


def follows(organisation: Organisation) -> dict[int, bool]:
    found = Succession.objects.filter(predecessor=organisation)
    return dict(found.values_list("successor", "is_default"))


def last_day(organisation: Organisation) -> date | None:
    organisation.refresh_from_db()
    return organisation.alive_until


def test_nothing_passes_then() -> None:
    words = shared()
    task, special, old = assigned(**words), assigned(**words), words["lead"]
    merger = call_off(plan(old, ministry(), elsewhere={special: ministry()}))
    assert (last_day(old), follows(old)) == (None, {})
    assert carry_out(ON) == 0
    assert (again(task).lead, again(special).lead) == (old, old)
    merger.refresh_from_db()
    assert (merger.called_off_by, merger.called_off_reason) == (
        secretary(),
        "Quốc hội chưa thông qua.",
    )
    assert merger.called_off_at
    assert merger.done_at is None


def test_what_was_known_before_stays_known() -> None:
    words = shared()
    assigned(**words)
    old, known, heir = words["lead"], ministry(), ministry()
    Succession.objects.create(predecessor=old, successor=known, is_default=True)
    Organisation.objects.filter(pk=old.pk).update(alive_until=ON - timedelta(days=1))
    call_off(plan(old, heir))
    assert (last_day(old), follows(old)) == (ON - timedelta(days=1), {known.pk: True})


def test_it_can_be_planned_anew() -> None:
    words = shared()
    task, heir, later = assigned(**words), ministry(), ON + timedelta(days=30)
    call_off(plan(words["lead"], ministry()))
    plan(words["lead"], heir, later)
    assert carry_out(ON) == 0
    assert carry_out(later) == 1
    assert again(task).lead == heir


def test_once_and_with_a_reason() -> None:
    words = shared()
    assigned(**words)
    merger = plan(words["lead"], ministry())
    refused("reason_missing", merger, reason=" ")
    call_off(merger)
    refused("called_off_already", merger)


def test_not_once_its_day_has_come() -> None:
    words = shared()
    task = assigned(**words)
    merger = plan(words["lead"], ministry())
    at(ON)
    refused("day_has_come", merger)
    carry_out()
    refused("day_has_come", merger)
    assert again(task).lead == merger.successor


def test_only_by_who_may_plan_it() -> None:
    words = shared()
    assigned(**words)
    merger = plan(words["lead"], ministry())
    for by in (person(Role.HEAD, words["lead"]), person(Role.SECRETARY, ministry())):
        with pytest.raises(PermissionDenied):
            call_off(merger, by=by)
