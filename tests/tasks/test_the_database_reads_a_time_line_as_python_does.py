"""The twins of standing, row by row, on random legal time lines of few days: many coincide."""

from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tasks.enums import LEGAL_MOVES, DeadlineBasis, Status
from tasks.models import Task
from tasks.queries.standing import with_standing
from tasks.rules.standing import TimeLine, standing_on
from tests.factories import ClauseFactory, OrganisationFactory, ProgrammeFactory
from tests.tasks.unguarded import unguarded

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
FIRST, DAYS = date(2025, 11, 3), 10
WITH_DEADLINE = {Status.SUBMITTED, Status.COMPLETED}


@st.composite
def lines(draw: st.DrawFn) -> TimeLine:
    """A walk along legal moves; deadlines from the assignment on, from later on, or never."""
    starts = draw(_days(1, 6))
    deadlines = draw(_days(0, 3))
    deadline_from = sorted(draw(_days(len(deadlines), len(deadlines))))
    supplied_later: bool = draw(st.booleans())
    if deadlines and not supplied_later:
        deadline_from[0] = starts[0]
    phases = [Status.ASSIGNED.value]
    while len(phases) < len(starts) and (choices := _next(phases, bool(deadlines))):
        phases.append(draw(st.sampled_from(choices)))
        if phases[-1] == Status.COMPLETED:
            del phases[-2]
            break
    return TimeLine(phases, starts[: len(phases)], deadlines, sorted(deadline_from))


def _days(least: int, most: int) -> st.SearchStrategy[list[date]]:
    day = st.integers(0, DAYS).map(lambda n: FIRST + timedelta(days=n))
    return st.lists(day, min_size=least, max_size=most).map(sorted)


def _next(phases: list[str], dated: bool) -> list[str]:
    impossible = {Status.ENDED} if dated else WITH_DEADLINE
    moves = {new for old, new in LEGAL_MOVES if old == phases[-1] != new}
    return sorted(moves - impossible)


def drawn(count: int) -> list[TimeLine]:
    found: list[TimeLine] = []

    @settings(max_examples=count, deadline=None, phases=[Phase.generate], database=None)
    @given(line=lines())
    def draw(line: TimeLine) -> None:
        found.append(line)

    draw()
    return found


def written(many: list[TimeLine]) -> list[Task]:
    lead = OrganisationFactory.create()
    shared = {
        "programme": ProgrammeFactory.create(),
        "clause": ClauseFactory.create(),
        "lead": lead,
        "leads": [lead.pk],
        "lead_from": [FIRST],
        "title": "T",
        "act_on": FIRST,
    }
    return Task.objects.bulk_create(
        Task(
            code=str(number),
            status=line.phases[-1],
            phases=line.phases,
            phase_from=line.phase_from,
            deadlines=line.deadlines,
            deadline_from=line.deadline_from,
            **shared,
        )
        for number, line in enumerate(many)
    )


def compare(many: list[TimeLine]) -> None:
    """Every line on every day, by both deadlines."""
    with unguarded("tasks_task"):
        by_pk = dict(zip((task.pk for task in written(many)), many, strict=True))
        for day in (FIRST + timedelta(days=n) for n in range(-1, DAYS + 3)):
            for basis in DeadlineBasis:
                found = dict(
                    with_standing(Task.objects.all(), day, basis).values_list("pk", "standing")
                )
                for pk, line in by_pk.items():
                    assert found.get(pk) == standing_on(line, day, basis), (line, day, basis)


def test_each_row() -> None:
    compare(drawn(150))


@pytest.mark.prove
def test_each_of_many_rows() -> None:
    compare(drawn(20_000))
