"""Other tests start from these."""

import pytest

from tasks.domain import assign
from tasks.enums import Status
from tasks.models import Task
from tests.factories import at, draft, group, secretary_of, task_in
from tracker import clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", Status)
def test_a_task_can_be_brought_to(status: Status) -> None:
    task = task_in(status)
    assert Task.objects.get(pk=task.pk).status == status


def test_a_regular_task_has_no_deadline() -> None:
    assert draft(deadline=None).is_regular


def test_a_group_is_assigned_as_one() -> None:
    parent = group()
    assign(parent, by=secretary_of(parent), now=clock.now(), reason="Giao chung cả nhóm.")
    members = Task.objects.filter(parent=parent)
    assert [member.status for member in members] == ["assigned"] * 3


def test_the_clock_follows() -> None:
    now = at("2025-12-01 17:30")
    assert (clock.now() - now).total_seconds() < 5
