"""The list of a past day and the figures of that day hold the same tasks."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import Organisation
from reports.domain.rates import rates
from reports.enums import Slice
from tasks import domain
from tasks.enums import DeadlineBasis, Knowledge, Standing, Status
from tasks.models import Programme, Task
from tasks.queries.listing import filtered_tasks
from tasks.queries.then import put_back
from tests import factories as make
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.shared
DAYS = [date(2025, 11, day) for day in (16, 18, 19, 20, 24, 26)]
CLASSED = {date(2025, 11, 20), date(2025, 11, 26)}  # of these each class is asked for by itself


@pytest.fixture(scope="module")
def programme(shared_database: None) -> Programme:
    """A fortnight in which tasks are submitted late, extended, withdrawn, and change their lead."""
    one = make.programme()
    words: dict[str, Any] = {"programme": one, "lead": make.ministry()}
    words["clause"] = make.ClauseFactory.create()
    late, extended, gone, moved, claimed = (
        make.in_progress(**words, deadline=date(2025, 11, 19)) for _each in range(5)
    )
    make.assigned(**words, deadline=None)
    by: dict[str, Any] = {"by": make.secretary_of(late)}
    make.at("2025-11-18")
    request = domain.ask_extension(
        extended,
        by=make.focal_point_of(extended),
        now=clock.now(),
        new_deadline=date(2025, 11, 25),
        reason="Chờ ý kiến.",
    )
    make.at("2025-11-24")
    why = make.grounds()
    domain.decide_extension(request, granted=True, now=clock.now(), **by, **why)
    domain.withdraw(gone, on=date(2025, 11, 20), now=clock.now(), **by, **why)
    heir = make.ministry()
    domain.reassign(moved, lead=heir, on=date(2025, 11, 20), now=clock.now(), **by, **why)
    make.submit(claimed, completed_on=date(2025, 11, 19))
    make.submit(late, completed_on=date(2025, 11, 24))
    make.at("2025-11-26")
    domain.accept(claimed, confirmed=date(2025, 11, 19), now=clock.now(), **by)
    domain.accept(late, now=clock.now(), **by)
    make.at("2025-12-01")
    return one


@pytest.mark.parametrize("knowledge", Knowledge)
@pytest.mark.parametrize("basis", DeadlineBasis)
def test_by_standing_and_lead(
    programme: Programme, knowledge: Knowledge, basis: DeadlineBasis
) -> None:
    reader, seen = make.person(Role.SECRETARY, programme.owner), 0
    for day in DAYS:
        report = rates(
            now=clock.now(), as_of=day, knowledge=knowledge, deadline=basis, by=Slice.ORGANISATION
        )
        for row in report.rows:
            narrowed: dict[str, Any] = {"lead": Organisation.objects.get(code=row.key)}
            narrowed |= {"as_of": day, "knowledge": knowledge, "basis": basis}
            whole: Any = filtered_tasks(reader, on=clock.today(), **narrowed)
            told = Counter(whole.values_list("standing", flat=True))
            assert told == +Counter({each.value: row.counts.of(each) for each in Standing})
            assert len(put_back(whole, day=day, knowledge=knowledge)) == row.counts.total
            for standing in told if day in CLASSED else ():
                asked = {"standing": Standing(standing)} | narrowed
                assert filtered_tasks(reader, on=clock.today(), **asked).count() == told[standing]
            seen += told.total()
    assert seen > 20


def test_a_row_is_what_it_was(programme: Programme) -> None:
    reader, day = make.person(Role.SECRETARY, programme.owner), date(2025, 11, 22)
    lists = {
        knowledge: put_back(
            filtered_tasks(reader, on=clock.today(), as_of=day, knowledge=knowledge).order_by(
                "code"
            ),
            day=day,
            knowledge=knowledge,
        )
        for knowledge in Knowledge
    }
    happened, known = ({task.code: task for task in lists[k]} for k in Knowledge)
    assert len(known) == len(happened) + 1, "nobody had recorded the withdrawal"
    extended = Task.objects.get(extensions__isnull=False).code
    assert happened[extended].deadline == date(2025, 11, 25)
    assert known[extended].deadline == date(2025, 11, 19)
    moved = Task.objects.get(leads__len=2)
    assert happened[moved.code].lead_id == moved.leads[1]
    assert known[moved.code].lead_id == moved.leads[0]
    assert {task.status for task in known.values()} == {Status.IN_PROGRESS, Status.ASSIGNED}


def test_what_had_gone_by_then_is_listed_by_its_status(programme: Programme) -> None:
    reader = make.person(Role.SECRETARY, programme.owner)

    def gone(day: date, knowledge: Knowledge) -> int:
        return filtered_tasks(
            reader,
            on=clock.today(),
            as_of=day,
            knowledge=knowledge,
            status=Status.WITHDRAWN,
        ).count()

    assert gone(date(2025, 11, 19), Knowledge.HAPPENED) == 0
    assert gone(date(2025, 11, 20), Knowledge.HAPPENED) == 1
    assert gone(date(2025, 11, 23), Knowledge.KNOWN) == 0
    assert gone(date(2025, 11, 24), Knowledge.KNOWN) == 1


def test_nobody_sees_more_of_the_past_than_of_today(programme: Programme) -> None:
    stranger = make.UserFactory.create()
    for knowledge in Knowledge:
        day: dict[str, Any] = {"as_of": date(2025, 11, 20), "knowledge": knowledge}
        assert not filtered_tasks(stranger, on=clock.today(), **day)


def test_the_future_is_refused(programme: Programme) -> None:
    reader = make.person(Role.SECRETARY, programme.owner)
    with pytest.raises(Refused) as refused:
        filtered_tasks(reader, on=clock.today(), as_of=date(2025, 12, 2))
    assert refused.value.code == "future"
