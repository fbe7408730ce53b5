from datetime import date, timedelta
from typing import cast

import pytest
from django.db.models import F

from accounts.enums import Role
from accounts.models import Succession
from tasks import domain
from tasks.enums import Act, Knowledge, Status
from tasks.models import Task
from tasks.queries.standing import states_on, with_standing
from tests.factories import (
    MembershipFactory,
    again,
    assigned,
    at,
    completed,
    draft,
    in_progress,
    ministry,
    person,
    secretary_of,
    submitted,
    suspended,
)
from tests.tasks.mergers import ON, carry_out, plan, shared
from tracker import clock

pytestmark = pytest.mark.django_db
EVE = ON - timedelta(days=1)


def led_on(day: date, task: Task, knowledge: Knowledge = Knowledge.HAPPENED) -> int | None:
    states = with_standing(states_on(day, knowledge), day).annotate(led=F("lead_then"))
    found = states.filter(code=task.code).values_list("led", flat=True)
    return cast("int | None", found.first())


def test_on_that_day_and_not_before() -> None:
    task, heir = in_progress(**shared()), ministry()
    old = task.lead_id
    plan(task.lead, heir)
    assert carry_out(EVE) == 0
    assert again(task).lead_id == old
    assert carry_out(ON) == 1
    task = again(task)
    assert (task.lead, task.status, task.act_on) == (heir, Status.IN_PROGRESS, ON)
    assert [led_on(EVE, task), led_on(ON, task)] == [old, heir.pk]


def test_the_organisation_ends_the_day_before() -> None:
    task, heir = assigned(**shared()), ministry()
    assert task.lead is not None
    merger = plan(task.lead, heir)
    task.lead.refresh_from_db()
    assert task.lead.alive_until == EVE
    succession = Succession.objects.get(predecessor=task.lead)
    assert (succession.successor, succession.is_default) == (heir, True)
    assert merger.done_at is None
    carry_out(ON)
    merger.refresh_from_db()
    assert merger.done_at


def test_a_late_job_keeps_the_day() -> None:
    task, heir = in_progress(**shared()), ministry()
    old = task.lead_id
    plan(task.lead, heir)
    carry_out(ON + timedelta(days=20))
    task = again(task)
    assert (task.act_on, task.lead_from[-1]) == (ON, ON)
    assert task.act_late_reason
    assert led_on(EVE, task) == old
    assert led_on(ON, task) == heir.pk
    assert led_on(ON, task, Knowledge.KNOWN) == old


def test_every_open_task_and_no_other() -> None:
    words = shared()
    heir = ministry()
    makes = (draft, assigned, in_progress, submitted, suspended, completed)
    tasks = {make.__name__: make(**words) for make in makes}
    plan(words["lead"], heir)
    later = assigned(**words)
    assert carry_out(ON) == 6
    passed = {name for name, task in tasks.items() if again(task).lead == heir}
    assert passed == {"draft", "assigned", "in_progress", "submitted", "suspended"}
    assert again(later).lead == heir
    assert again(tasks["completed"]).lead == words["lead"]


def test_some_go_elsewhere() -> None:
    words = shared()
    heir, other = ministry(), ministry()
    usual, special = assigned(**words), assigned(**words)
    plan(words["lead"], heir, elsewhere={special: other})
    carry_out(ON)
    assert (again(usual).lead, again(special).lead) == (heir, other)
    follows = Succession.objects.filter(predecessor=words["lead"])
    assert dict(follows.values_list("successor", "is_default")) == {heir.pk: True, other.pk: False}


def test_the_event_tells_the_whole_fact() -> None:
    task, heir = assigned(**shared()), ministry()
    merger = plan(task.lead, heir)
    carry_out(ON)
    event = task.events.get(act=Act.PASS)
    assert (event.act_by, event.act_for) == (merger.by, None)
    assert (event.act_note, event.act_instrument) == (merger.reason, merger.instrument)
    assert event.act_detail == {
        "merger": merger.pk,
        "from": merger.predecessor.code,
        "to": heir.code,
        "as": ["lead", "authority"],
        "from_unit": None,
    }


def test_doing_it_again_changes_nothing() -> None:
    task = assigned(**shared())
    plan(task.lead, ministry())
    assert [carry_out(ON), carry_out(), carry_out()] == [1, 0, 0]
    assert again(task).revision == 3


def test_one_after_the_other() -> None:
    words = shared()
    task, middle, last = assigned(**words), ministry(), ministry()
    plan(words["lead"], middle)
    plan(middle, last, ON + timedelta(days=10))
    assert carry_out(ON + timedelta(days=10)) == 2
    task = again(task)
    assert task.leads == [words["lead"].pk, middle.pk, last.pk]
    assert task.lead_from[1:] == [ON, ON + timedelta(days=10)]


def test_whoever_was_chosen_has_ended_before() -> None:
    words = shared()
    task, middle, last = assigned(**words), ministry(), ministry()
    plan(words["lead"], middle, ON + timedelta(days=10))
    plan(middle, last, ON)
    carry_out(ON + timedelta(days=10))
    assert again(task).leads == [words["lead"].pk, last.pk]


def test_what_comes_back_after_the_merger_passes_too() -> None:
    task, heir = completed(**shared()), ministry()
    plan(task.lead, heir)
    assert carry_out(ON) == 0
    by = secretary_of(task)
    domain.revoke_acceptance(task, by=by, now=clock.now(), reason="Sản phẩm chưa đạt.")
    assert carry_out() == 1
    assert again(task).lead == heir


def test_an_officer_without_a_post_there_is_no_clear_person() -> None:
    words = shared()
    officer = person(Role.OFFICER, words["lead"])
    task = assigned(**words, officer=officer)
    assert task.gaps == []
    plan(words["lead"], ministry())
    carry_out(ON)
    assert (again(task).officer, again(task).gaps) == (officer, ["person"])


def test_an_officer_with_a_post_there_stays() -> None:
    words = shared()
    heir, officer = ministry(), person(Role.OFFICER, words["lead"])
    MembershipFactory.create(user=officer, organisation=heir, role=Role.OFFICER)
    task = assigned(**words, officer=officer)
    plan(words["lead"], heir)
    carry_out(ON)
    assert (again(task).officer, again(task).gaps) == (officer, [])


def test_a_day_of_the_past_with_a_reason() -> None:
    task, heir = in_progress(**shared()), ministry()
    at("2025-12-20")
    plan(task.lead, heir, ON, late_reason="Chờ văn bản.")
    assert carry_out() == 1
    task = again(task)
    assert (task.act_on, task.act_late_reason) == (ON, "Chờ văn bản.")


def test_not_before_its_last_lead() -> None:
    """The merger is recorded late, and meanwhile the task was assigned."""
    words = shared()
    at("2025-12-20")
    task = assigned(**words)
    plan(words["lead"], ministry(), ON, late_reason="Chờ văn bản.")
    carry_out()
    assert again(task).lead_from == [date(2025, 12, 20)] * 2
