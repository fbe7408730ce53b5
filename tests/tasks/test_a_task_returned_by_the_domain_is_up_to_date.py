"""The database computes some columns; what an act returns must not show them as they were."""

from datetime import date

import pytest

from tasks.domain import accept
from tests.factories import DEADLINE, assigned, secretary_of, submitted
from tracker import clock

pytestmark = pytest.mark.django_db


def test_when_it_was_assigned() -> None:
    assert assigned().assigned_on == date(2025, 11, 17)


def test_its_deadlines() -> None:
    task = assigned()
    assert (task.first_deadline, task.deadline) == (DEADLINE, DEADLINE)


def test_when_it_was_completed() -> None:
    task = submitted()
    done = accept(task, by=secretary_of(task), now=clock.now())
    assert done.completed_on == date(2025, 11, 17)
