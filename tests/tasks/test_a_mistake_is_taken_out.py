"""What was entered by mistake goes from that day on; it is still there in the past."""

from datetime import date

import pytest

from tasks import domain
from tasks.enums import Act, Knowledge, Status
from tasks.models import Task
from tasks.queries.listing import filtered_tasks
from tasks.queries.standing import states_on, with_standing
from tests.factories import (
    again,
    assign,
    assigned,
    at,
    draft,
    focal_point_of,
    group,
    in_progress,
    secretary_of,
)
from tests.tasks import authorised as do
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 17)


def test_it_is_owed_no_longer_but_was() -> None:
    task = in_progress()
    at("2025-11-20")
    do.discard(task)
    for knowledge in Knowledge:
        before = date(2025, 11, 19)
        assert with_standing(states_on(before, knowledge), before).exists()
        assert not with_standing(states_on(date(2025, 11, 20), knowledge), date(2025, 11, 20))
    event = task.events.get(act=Act.DISCARD)
    assert (event.act_note, event.act_instrument) == ("Nhập nhầm.", None)


def test_a_reason_is_needed() -> None:
    with pytest.raises(Refused) as refused:
        do.discard(draft(), reason=" ")
    assert (refused.value.code, refused.value.field) == ("reason_missing", "reason")


def test_a_draft_that_was_taken_out_was_never_owed() -> None:
    task = draft(lead=None)
    do.discard(task)
    task = again(task)
    assert (task.status, task.assigned_on) == (Status.WITHDRAWN, None)
    for knowledge in Knowledge:
        assert not with_standing(states_on(TODAY, knowledge), TODAY).exists()


def test_it_is_listed_with_what_was_withdrawn_for_its_secretary_only() -> None:
    task = draft()
    do.discard(task)
    of_secretary = filtered_tasks(secretary_of(task), on=TODAY, status=Status.WITHDRAWN)
    of_lead = filtered_tasks(focal_point_of(task), on=TODAY, status=Status.WITHDRAWN)
    assert (list(of_secretary), list(of_lead)) == ([task], [])


def test_a_group_that_is_a_draft_takes_its_drafts_with_it() -> None:
    parent = group()
    do.discard(parent)
    found = Task.objects.filter(programme=parent.programme)
    assert {task.status for task in found} == {Status.WITHDRAWN}


def test_the_members_of_a_group_in_force_are_taken_out_one_by_one() -> None:
    parent = group()
    domain.assign(parent, reason="Thiếu cán bộ.", **do.who(parent))
    with pytest.raises(Refused) as refused:
        do.discard(parent)
    assert refused.value.code == "not_in_this_status"
    member = Task.objects.filter(parent=parent).first()
    assert member
    do.discard(member)
    statuses = [task.status for task in Task.objects.filter(parent=parent).order_by("status")]
    assert statuses == [Status.ASSIGNED, Status.ASSIGNED, Status.WITHDRAWN]


def test_it_does_not_come_back() -> None:
    task = assigned()
    do.discard(task)
    with pytest.raises(Refused):
        assign(task)
