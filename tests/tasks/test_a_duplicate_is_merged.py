from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from tasks import domain
from tasks.enums import Act, Outcome, Status
from tasks.models import Task
from tests.factories import (
    DEADLINE,
    again,
    assigned,
    at,
    completed,
    draft,
    ended,
    group,
    in_progress,
    submitted,
    suspended,
    withdrawn,
)
from tests.tasks import authorised as do
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [assigned, in_progress, submitted, suspended, completed])
def test_it_goes_and_names_the_one_that_stays(make: Callable[..., Task]) -> None:
    task = submitted()
    into = make(programme=task.programme, deadline=date(2025, 12, 15))
    do.merge(task, into=into)
    task = again(task)
    assert (task.status, task.replaced_by) == (Status.WITHDRAWN, into)
    assert task.submissions.get().outcome == Outcome.LAPSED
    assert task.events.get(act=Act.MERGE).act_detail == {
        "into": into.code,
        "deadline": DEADLINE.isoformat(),
        "into_deadline": "2025-12-15",
        "submission": task.submissions.get().pk,
    }
    assert again(into).revision == into.revision


@pytest.mark.parametrize("make", [draft, withdrawn, ended])
def test_not_into_one_that_is_not_in_force(make: Callable[..., Task]) -> None:
    task = in_progress()
    assert refusal(task, make(programme=task.programme)) == "into_not_in_force"


def test_not_into_itself_a_group_or_another_programmes() -> None:
    task = in_progress()
    others = (task, group(programme=task.programme), assigned())
    assert {refusal(task, into) for into in others} == {"not_another_task"}


def test_never_in_a_circle() -> None:
    task = in_progress()
    into = in_progress(programme=task.programme)
    do.merge(task, into=into)
    assert refusal(into, again(task)) == "into_not_in_force"


def test_not_before_the_other_was_assigned() -> None:
    task = assigned()
    at("2025-11-20")
    into = assigned(programme=task.programme)
    assert refusal(task, into, on=date(2025, 11, 19)) == "out_of_order"
    do.merge(task, into=into, on=date(2025, 11, 20))


def test_it_is_not_split_or_merged_again() -> None:
    task = in_progress()
    do.merge(task)
    with pytest.raises(Refused) as refused:
        domain.split(task, parts=[], reason="Nhầm.", **do.who(task))
    assert refused.value.code == "not_in_this_status"


def refusal(task: Task, into: Task, **words: object) -> str | None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        do.merge(task, into=into, **words)
    assert refused.value.field == ("on" if refused.value.code == "out_of_order" else "into")
    return refused.value.code


@pytest.mark.parametrize("later", [date(2026, 3, 31), None])
def test_a_later_deadline_takes_an_instrument(later: date | None) -> None:
    task = in_progress()
    into = assigned(programme=task.programme, deadline=later)
    with pytest.raises(Refused) as refused, transaction.atomic():
        do.merge(task, into=into, instrument=None)
    assert (refused.value.code, refused.value.field) == ("instrument_missing", "instrument")
    do.merge(task, into=into)
    assert again(task).replaced_by == into
