"""The comparison can tell wrong from right: each bug, planted alone, makes it fail in time."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q, Value, When
from hypothesis import given, seed, settings

import reports.queries.rates.organised
import tasks.domain.extending
import tasks.models.querysets
import tasks.queries.standing
from tasks.enums import Outcome, Standing, Status
from tests.reference.comparing import Differs, lived
from tests.reference.history import steps
from tests.reference.stage import Stage
from tests.reference.test_reports_agree_with_the_reference import plain
from tests.reference.world import Step
from tracker.clock import end_of

pytestmark = pytest.mark.django_db
Plant = Callable[[pytest.MonkeyPatch], None]


def extension_from_its_decision(patch: pytest.MonkeyPatch) -> None:
    """An extension holds from the day it was decided, although it was asked for in time."""

    def grant(extension: Any, task: Any, deadline: date, day: date) -> None:
        task.deadlines = [*task.deadlines, deadline]
        task.deadline_from = [*task.deadline_from, day]
        extension.outcome, extension.granted_deadline = Outcome.GRANTED, deadline

    patch.setattr(tasks.domain.extending, "_grant", grant)


def completion_judged_by_todays_deadline(patch: pytest.MonkeyPatch) -> None:
    """A completed task is held against the deadline of the day asked about."""
    patch.setattr(tasks.queries.standing, "_judged_on", Value)


def return_keeps_its_cover(patch: pytest.MonkeyPatch) -> None:
    """A task whose submission was returned still counts as waiting for verification."""
    right = tasks.queries.standing._standing

    def wrong(day: date, **words: Any) -> Any:
        returned = Q(phase=Status.IN_PROGRESS, phases__contains=[Status.SUBMITTED], due__lt=day)
        case = right(day, **words)
        case.set_source_expressions(
            [When(returned, then=Value(Standing.IN_TIME_AWAITING)), *case.get_source_expressions()]
        )
        return case

    patch.setattr(tasks.queries.standing, "_standing", wrong)


def known_a_day_too_early(patch: pytest.MonkeyPatch) -> None:
    """What was recorded on the day after counts as known then."""
    right = end_of
    patch.setattr(tasks.models.querysets, "end_of", lambda day: right(day + timedelta(days=1)))


def past_figures_move_to_the_new_lead(patch: pytest.MonkeyPatch) -> None:
    """A task is counted with who leads it now, not with who led it on the day."""
    patch.setattr(reports.queries.rates.organised, "_leader", lambda _question: "lead_id")


# With the seed that is tried first: one whose histories tell early, so that no time is lost.
BUGS: dict[Plant, int] = {
    extension_from_its_decision: 44,
    completion_judged_by_todays_deadline: 2,
    return_keeps_its_cover: 3,
    known_a_day_too_early: 57,
    past_figures_move_to_the_new_lead: 57,
}
ROUNDS, HISTORIES = 30, 3


@pytest.mark.parametrize("plant", BUGS, ids=lambda plant: plant.__name__)
def test_is_caught(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage()
    plant(monkeypatch)
    with pytest.raises(Differs):
        live(stage, first=BUGS[plant])


def live(stage: Stage, *, first: int) -> None:
    """As many histories as there may be, a few of each seed."""
    for number in range(first, first + ROUNDS):

        @seed(number)
        @settings(parent=plain, max_examples=HISTORIES)
        @given(history=steps())
        def some(history: list[Step]) -> None:
            lived(stage, history)

        some()
