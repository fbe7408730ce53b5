"""The gate: what lacks one of the six clarities is handed out with a reason, or not at all."""

from typing import Any

import pytest

from accounts.enums import Role
from tasks import domain
from tasks.enums import Clarity, Status
from tasks.models import Task
from tests.factories import (
    MembershipFactory,
    again,
    assigned,
    draft,
    group,
    ministry,
    person,
    secretary_of,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def assign(task: Task, **words: Any) -> Task:
    return domain.assign(task, by=secretary_of(task), now=clock.now(), **words)


def refusal(task: Task, **words: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        assign(task, **words)
    assert again(task).status == Status.DRAFT
    return caught.value


def test_without_a_reason_it_stays_a_draft_and_every_gap_is_named_with_its_mender() -> None:
    task = draft(officer=None, deliverable_count=None)
    assert task.lead
    refused = refusal(task, reason="  ")
    assert (refused.code, refused.field) == ("unclear", "reason")
    said = refused.messages[0]
    for word in (Clarity.PERSON.label, Clarity.DELIVERABLE.label):
        assert f"“{word}”" in said
    assert person(Role.FOCAL_POINT, task.lead).full_name in said
    assert secretary_of(task).full_name in said
    assert f"“{Clarity.AUTHORITY.label}”" not in said


def test_with_a_reason_it_is_assigned_and_counts_as_unclear() -> None:
    task = assign(draft(officer=None), reason=" Chỉ đạo khẩn. ")
    assert (task.status, task.gaps) == (Status.ASSIGNED, [Clarity.PERSON])
    assert (task.act_note, task.act_detail) == ("Chỉ đạo khẩn.", {"unclear": [Clarity.PERSON]})


def test_a_clear_task_needs_no_reason() -> None:
    task = assign(draft())
    assert (task.gaps, task.act_note, task.act_detail) == ([], "", {})


def test_the_rule_of_the_day_of_assignment_counts_not_that_of_the_draft() -> None:
    lead = ministry()
    officer = MembershipFactory.create(organisation=lead, role=Role.OFFICER)
    task = draft(lead=lead, officer=officer.user)
    assert task.gaps == []
    officer.until_day = officer.from_day
    officer.save()
    assert refusal(task).code == "unclear"


def test_members_of_a_group_need_one_too_and_only_the_unclear_carry_it() -> None:
    parent = group(ministry(), ministry())
    mended, unclear = Task.objects.filter(parent=parent).order_by("pk")
    domain.edit_task(
        mended,
        by=secretary_of(mended),
        now=clock.now(),
        officer=person(Role.OFFICER, mended.lead),
    )
    refused = refusal(parent)
    assert refused.code == "unclear"
    assert unclear.code in refused.messages[0]
    assert mended.code not in refused.messages[0]
    assert assign(parent, reason="Giao chung.").act_note == "Giao chung."
    assert (again(mended).act_note, again(unclear).act_note) == ("", "Giao chung.")
    assert (again(mended).gaps, again(unclear).gaps) == ([], [Clarity.PERSON])


def test_of_many_unclear_members_some_are_named_and_the_others_counted() -> None:
    said = refusal(group(*(ministry() for _ in range(7)))).messages[0]
    assert said.count(f"“{Clarity.PERSON.label}”") == 5
    assert "2" in said


def test_mending_makes_it_clear() -> None:
    task = assigned("Chỉ đạo khẩn.", authority=None)
    domain.edit_task(task, by=secretary_of(task), now=clock.now(), authority=task.lead)
    assert again(task).gaps == []
