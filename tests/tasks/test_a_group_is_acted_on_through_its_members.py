import pytest

from tasks.domain import suspend, withdraw
from tasks.enums import Act, Status
from tasks.models import Task
from tasks.rules.next_acts import fits
from tests.factories import again, assign, group, secretary_of
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def members(parent: Task) -> list[Task]:
    return list(Task.objects.filter(parent=parent).order_by("pk"))


def test_each_member_leads_its_own_task() -> None:
    parent = group()
    assert parent.lead is None
    assert len({member.lead_id for member in members(parent)}) == 3


def test_assigning_the_group_assigns_its_members() -> None:
    parent = assign(group())
    assert {member.status for member in [again(parent), *members(parent)]} == {Status.ASSIGNED}


def test_a_member_that_was_assigned_before_stays_as_it_is() -> None:
    parent = group()
    first = assign(members(parent)[0])
    assign(parent)
    assert again(first).revision == first.revision
    assert {member.status for member in members(parent)} == {Status.ASSIGNED}


def test_only_leaves_are_tasks_in_the_sense_of_counts() -> None:
    parent = assign(group())
    assert parent not in Task.objects.leaves()
    assert Task.objects.leaves().filter(parent=parent).count() == 3


def test_nothing_else_is_done_to_the_parent() -> None:
    fitting = {
        act for act in Act for status in Status if fits(act, Task(is_group=True, status=status))
    }
    assert fitting == {Act.EDIT, Act.ASSIGN, Act.DISCARD}


@pytest.mark.parametrize("act", [suspend, withdraw])
def test_the_domain_says_so(act: object) -> None:
    parent = assign(group())
    assert callable(act)
    with pytest.raises(Refused):
        act(parent, by=secretary_of(parent), now=clock.now(), reason="Theo chỉ đạo.")
