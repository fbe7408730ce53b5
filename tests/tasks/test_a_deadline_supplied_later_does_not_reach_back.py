"""A task without a deadline was regular until it got one: figures of the days before stay."""

from datetime import date

import pytest

from tasks.domain import edit_task
from tasks.enums import DeadlineBasis, Knowledge, Standing
from tasks.models import Task
from tasks.queries.standing import states_on, with_standing
from tests.factories import DEADLINE, assigned, at, secretary_of

pytestmark = pytest.mark.django_db
BEFORE, SUPPLIED = date(2025, 11, 20), date(2025, 11, 24)


@pytest.fixture
def task() -> Task:
    task = assigned(deadline=None)
    now = at(SUPPLIED)
    return edit_task(task, by=secretary_of(task), now=now, is_regular=False, deadline=DEADLINE)


@pytest.mark.parametrize("basis", DeadlineBasis)
@pytest.mark.parametrize("knowledge", Knowledge)
@pytest.mark.parametrize(
    ("day", "expected"),
    [(BEFORE, Standing.REGULAR), (SUPPLIED, Standing.IN_TIME_NOT_STARTED)],
)
def test_its_standing(
    task: Task, basis: DeadlineBasis, knowledge: Knowledge, day: date, expected: Standing
) -> None:
    states = with_standing(states_on(day, knowledge), day, basis)
    assert [state.standing for state in states] == [expected]
