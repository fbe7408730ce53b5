"""They have no deadline, so there is nothing to complete, to extend or to be late with."""

from datetime import date
from typing import Any

import pytest

from tasks.domain import draft_task, end, withdraw
from tasks.enums import Knowledge, Standing, Status
from tasks.models import Task
from tasks.queries.standing import states_on, with_standing
from tests.factories import (
    DEADLINE,
    ClauseFactory,
    again,
    assigned,
    at,
    grounds,
    in_progress,
    programme,
    secretary_of,
    submit,
    suspended,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [assigned, in_progress, suspended])
def test_a_regular_task_is_ended_from_any_open_status(make: Any) -> None:
    task = make(deadline=None)
    assert end(task, by=secretary_of(task), now=clock.now(), **grounds()).status == Status.ENDED


def test_its_past_figures_stay() -> None:
    task = in_progress(deadline=None)
    end(task, by=secretary_of(task), now=at("2025-12-01"), **grounds())
    day_before, that_day = date(2025, 11, 30), date(2025, 12, 1)
    for knowledge in Knowledge:
        [state] = with_standing(states_on(day_before, knowledge), day_before)
        assert state.standing == Standing.REGULAR
        assert not with_standing(states_on(that_day, knowledge), that_day).exists()


def test_it_cannot_be_submitted() -> None:
    with pytest.raises(Refused):
        submit(in_progress(deadline=None))


def test_a_task_with_a_deadline_cannot_be_ended() -> None:
    task = in_progress()
    with pytest.raises(Refused):
        end(task, by=secretary_of(task), now=clock.now(), **grounds())
    withdraw(task, by=secretary_of(task), now=clock.now(), **grounds())
    assert again(task).status == Status.WITHDRAWN


def test_no_task_is_both() -> None:
    shared = programme()
    with pytest.raises(Refused) as refused:
        draft_task(
            by=secretary_of(Task(programme=shared)),
            now=clock.now(),
            programme=shared,
            clause=ClauseFactory.create(),
            title="Báo cáo hằng quý",
            is_regular=True,
            deadline=DEADLINE,
        )
    assert (refused.value.code, refused.value.field) == ("regular_with_deadline", "deadline")
