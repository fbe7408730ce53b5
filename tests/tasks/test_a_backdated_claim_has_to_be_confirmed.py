from datetime import date

import pytest

from tasks.domain import accept
from tasks.enums import Status
from tasks.models import Task
from tests.factories import again, assigned, at, secretary_of, submit
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db

CLAIMED = date(2025, 11, 18)


@pytest.fixture
def task() -> Task:
    """Claimed on the 20th as completed on the 18th."""
    made = assigned()
    at("2025-11-20")
    return again(submit(made, completed_on=CLAIMED).task)


@pytest.mark.parametrize("confirmed", [None, date(2025, 11, 19)])
def test_without_its_day_it_is_refused(task: Task, confirmed: date | None) -> None:
    with pytest.raises(Refused) as refused:
        accept(task, by=secretary_of(task), now=clock.now(), confirmed=confirmed)
    assert (refused.value.code, refused.value.field) == ("claim_not_confirmed", "confirmed")
    assert again(task).status == Status.SUBMITTED


def test_with_its_day_it_is_accepted(task: Task) -> None:
    accept(task, by=secretary_of(task), now=clock.now(), confirmed=CLAIMED)
    assert again(task).completed_on == CLAIMED


def test_a_claim_of_the_day_it_was_recorded_needs_nothing() -> None:
    task = again(submit(assigned()).task)
    assert accept(task, by=secretary_of(task), now=clock.now()).status == Status.COMPLETED
