"""What a task says can be changed until it is assigned, and partly after; history says what was."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tasks.domain import Part, draft_task, edit_task
from tasks.models import Task
from tasks.rules.parts import joined_now
from tests.factories import (
    DEADLINE,
    ClauseFactory,
    OrganisationFactory,
    again,
    assigned,
    draft,
    focal_point_of,
    group,
    ministry,
    secretary_of,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def edit(task: Task, **words: Any) -> Task:
    return edit_task(task, by=secretary_of(task), now=clock.now(), **words)


def code_of_refusal(task: Task, **words: Any) -> str | None:
    with pytest.raises(Refused) as refused:
        edit(task, **words)
    return refused.value.code


def test_the_event_names_what_has_changed_and_nothing_else() -> None:
    task = draft()
    edit(task, title="Khác", lead=task.lead, deadline_text="", deadline=DEADLINE)
    assert task.events.latest("revision").act_detail == {"changed": ["title"]}


def test_changed_parts_are_named_too() -> None:
    task = draft()
    partner = OrganisationFactory.create()
    edit(task, co_agencies=[Part(partner, "Góp ý")])
    assert task.events.latest("revision").act_detail["changed"] == ["co_agencies"]
    edit(task, co_agencies=[Part(partner, "Góp ý")], deadline=date(2025, 12, 1))
    assert task.events.latest("revision").act_detail == {"changed": ["deadline"]}


def test_what_is_not_named_stays() -> None:
    task = draft(co_agencies=[Part(OrganisationFactory.create(), "Góp ý")])
    edit(task, title="Khác")
    assert again(task).deadline == DEADLINE
    assert len(joined_now(again(task))) == 1


def test_a_dated_draft_can_become_regular_and_dated_again() -> None:
    task = edit(draft(), is_regular=True)
    assert (task.deadline, task.is_regular) == (None, True)
    task = edit(task, is_regular=False, deadline=DEADLINE)
    assert (task.deadline, task.deadlines) == (DEADLINE, [DEADLINE])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": "  "}, "missing"),
        ({"is_regular": True, "deadline": DEADLINE}, "regular_with_deadline"),
    ],
)
def test_a_draft_cannot_say(words: dict[str, Any], code: str) -> None:
    assert code_of_refusal(draft(), **words) == code


def test_an_assigned_task_keeps_lead_clause_and_deadline() -> None:
    task = assigned()
    assert code_of_refusal(task, lead=ministry()) == "lead_kept"
    assert code_of_refusal(task, clause=ClauseFactory.create()) == "clause_kept"
    assert code_of_refusal(task, deadline=date(2026, 1, 31)) == "deadline_kept"
    assert code_of_refusal(task, is_regular=True) == "regular_with_deadline"
    same = edit(task, lead=task.lead, clause=task.clause, deadline=DEADLINE, title="Khác")
    assert same.title == "Khác"


def test_no_organisation_is_named_twice() -> None:
    task = draft()
    partner = OrganisationFactory.create()
    assert code_of_refusal(task, co_agencies=[Part(partner), Part(partner)]) == "joins_twice"
    assert task.lead
    assert code_of_refusal(task, co_agencies=[Part(task.lead)]) == "joins_twice"
    edit(task, co_agencies=[Part(partner)])
    assert code_of_refusal(task, lead=partner) == "joins_twice"
    assert again(task).joined == [partner.pk]


def test_a_code_is_given_once_in_a_programme() -> None:
    first = draft(code="NQ57-1")
    with pytest.raises(Refused) as refused:
        draft(code="NQ57-1 ", programme=first.programme)
    assert (refused.value.code, refused.value.field) == ("code_taken", "code")
    assert draft(code="NQ57-1").programme != first.programme


def test_the_next_code_passes_over_those_taken() -> None:
    first = draft()
    prefix = first.programme.code
    draft(code=f"{prefix}-0003", programme=first.programme)
    assert draft(programme=first.programme).code == f"{prefix}-0004"


@pytest.mark.parametrize("make_parent", [draft, group])
def test_a_member_needs_a_group_of_its_programme(make_parent: Any) -> None:
    parent = make_parent()
    with pytest.raises(Refused) as refused:
        draft(parent=parent)
    assert refused.value.code == "no_group"


def test_only_the_programmes_secretaries_write() -> None:
    task = draft()
    strangers = [secretary_of(draft()), focal_point_of(task)]
    for by in strangers:
        with pytest.raises(PermissionDenied):
            edit_task(task, by=by, now=clock.now(), title="Khác")
        with pytest.raises(PermissionDenied):
            draft_task(
                by=by,
                now=clock.now(),
                programme=task.programme,
                clause=task.clause,
                title="Khác",
            )
    assert Task.objects.filter(title="Khác").count() == 0


def test_words_a_task_does_not_have_are_a_programmers_fault() -> None:
    with pytest.raises(TypeError, match="status"):
        edit(draft(), status="completed")
