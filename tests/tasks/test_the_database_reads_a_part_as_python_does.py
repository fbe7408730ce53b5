"""The twins of a part's standing, on random time lines of task and part; many days coincide."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tasks.enums import DeadlineBasis, Status
from tasks.models import Task
from tasks.queries.part_standing import parts_standing
from tasks.rules.part_standing import part_standing_on
from tasks.rules.parts import JoinedPart, written
from tasks.rules.standing import TimeLine
from tests.factories import ClauseFactory, OrganisationFactory, ProgrammeFactory
from tests.tasks.test_the_database_reads_a_time_line_as_python_does import DAYS, FIRST, lines
from tests.tasks.unguarded import unguarded

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
NEXT = {
    Status.ASSIGNED: [Status.IN_PROGRESS, Status.COMPLETED, Status.WITHDRAWN],
    Status.IN_PROGRESS: [Status.COMPLETED, Status.COMPLETED, Status.WITHDRAWN],
    Status.COMPLETED: [Status.IN_PROGRESS, Status.WITHDRAWN],
    Status.WITHDRAWN: [Status.ASSIGNED],
}
day = st.integers(0, DAYS).map(lambda n: FIRST + timedelta(days=n))


@dataclass(frozen=True)
class Joined:
    line: TimeLine
    part: JoinedPart


@st.composite
def parts(draw: st.DrawFn) -> JoinedPart:
    """Joined at any time, perhaps left and back again; with dates of its own, or none."""
    starts = sorted(draw(st.lists(day, min_size=1, max_size=5)))
    phases = [Status.ASSIGNED]
    while len(phases) < len(starts):
        phases.append(draw(st.sampled_from(NEXT[phases[-1]])))
    dates = draw(st.lists(st.none() | day, max_size=3))
    from_days = sorted(draw(st.lists(day, min_size=len(dates), max_size=len(dates))))
    begun: bool = draw(st.booleans())
    if dates and begun:
        from_days[0] = starts[0]
    own = dates[-1] if dates else draw(st.none() | day)
    return JoinedPart(
        0, "P", own, tuple(map(str, phases)), tuple(starts), tuple(dates), tuple(from_days)
    )


def drawn(count: int) -> list[Joined]:
    found: list[Joined] = []

    @settings(max_examples=count, deadline=None, phases=[Phase.generate], database=None)
    @given(joined=st.builds(Joined, line=lines(), part=parts()))
    def draw(joined: Joined) -> None:
        found.append(joined)

    draw()
    return found


def written_down(many: list[Joined]) -> list[Task]:
    lead, partner = OrganisationFactory.create_batch(2)
    shared = {"programme": ProgrammeFactory.create(), "clause": ClauseFactory.create()}
    led = {"lead": lead, "leads": [lead.pk], "lead_from": [FIRST], "title": "T", "act_on": FIRST}
    return Task.objects.bulk_create(
        Task(
            code=str(number),
            status=each.line.phases[-1],
            phases=each.line.phases,
            phase_from=each.line.phase_from,
            deadlines=each.line.deadlines,
            deadline_from=each.line.deadline_from,
            parts=[one | {"organisation": partner.pk} for one in written([each.part])],
            **shared,
            **led,
        )
        for number, each in enumerate(many)
    )


def counted(on: date, basis: DeadlineBasis) -> dict[int, str]:
    sql, params = parts_standing(Task.objects.all(), on, basis, "id")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, part_standing FROM ({sql}) AS parts", params)  # noqa: S608
        return dict(cursor.fetchall())


def compare(many: list[Joined]) -> None:
    """Every part on every day, by both deadlines."""
    with unguarded("tasks_task"):
        by_pk = dict(zip((task.pk for task in written_down(many)), many, strict=True))
        for on in (FIRST + timedelta(days=n) for n in range(-1, DAYS + 3)):
            for basis in DeadlineBasis:
                found = counted(on, basis)
                for pk, each in by_pk.items():
                    standing = part_standing_on(each.part, each.line, on, basis)
                    assert found.get(pk) == standing, (each, on, basis)


def test_each_part() -> None:
    compare(drawn(150))


@pytest.mark.prove
def test_each_of_many_parts() -> None:
    compare(drawn(20_000))
