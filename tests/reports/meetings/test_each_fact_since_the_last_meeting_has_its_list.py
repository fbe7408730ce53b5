"""What happened between two meetings, by list, with the acts that explain it."""

from collections.abc import Callable
from datetime import date

import pytest

from reports.models import Meeting
from reports.queries.meetings.pictures import frozen_picture, picture_of
from reports.queries.meetings.sided import sides_of
from reports.queries.meetings.since import since
from reports.queries.meetings.visible import before
from reports.rules.meetings.changes import Change, Fact
from reports.rules.meetings.passages import GONE, Passage
from reports.rules.meetings.since import Since
from tasks import domain
from tasks.enums import Act, Standing
from tasks.models import Programme, Task
from tests import factories as f
from tests.factories import at
from tests.reports.meetings.made import freeze, frozen, planned
from tracker import clock

pytestmark = pytest.mark.django_db
FIRST, LAST = "2025-11-20 17:00", "2025-12-04 17:00"
SOON = date(2025, 11, 25)


@pytest.fixture
def programme() -> Programme:
    return f.programme()


@pytest.fixture
def between(programme: Programme) -> Callable[[Callable[[], object]], Since]:
    """Freezes a meeting, lets something happen, freezes the next, and compares."""

    def run(happens: Callable[[], object]) -> Since:
        at(FIRST)
        first = frozen(programme)
        at("2025-11-26")
        happens()
        at(LAST)
        last = frozen(programme)
        assert first.frozen
        assert last.frozen
        return since(frozen_picture(first.frozen), frozen_picture(last.frozen))

    return run


Between = Callable[[Callable[[], object]], Since]


def only(found: Since) -> Passage:
    [passage] = found.passages
    return passage


def test_a_deadline_that_passed_needs_no_act(programme: Programme, between: Between) -> None:
    f.assigned(programme=programme, deadline=SOON)
    it = only(between(lambda: None))
    assert (it.change, {*it.facts}) == (Change.OVERDUE, {Fact.OVERDUE})
    assert it.is_by_time


def test_newly_assigned_and_overdue_already(programme: Programme, between: Between) -> None:
    it = only(between(lambda: f.assigned(programme=programme, deadline=date(2025, 11, 28))))
    assert (it.change, {*it.facts}) == (Change.ASSIGNED, {Fact.ASSIGNED, Fact.OVERDUE})
    assert [done.act for done in it.done] == [Act.ASSIGN]


def test_completed(programme: Programme, between: Between) -> None:
    task = f.in_progress(programme=programme)

    def complete() -> None:
        f.submit(task)
        domain.accept(task, by=f.secretary_of(task), now=clock.now())

    it = only(between(complete))
    assert (it.change, {*it.facts}) == (Change.COMPLETED_ON_TIME, {Fact.COMPLETED_ON_TIME})
    assert [done.act for done in it.done] == [Act.SUBMIT, Act.ACCEPT]


def test_completed_late(programme: Programme, between: Between) -> None:
    task = f.in_progress(programme=programme, deadline=SOON)

    def complete() -> None:
        f.submit(task)
        domain.accept(task, by=f.secretary_of(task), now=clock.now())

    it = only(between(complete))
    assert (it.change, {*it.facts}) == (Change.COMPLETED_LATE, {Fact.COMPLETED_LATE})


def test_recorded_late(programme: Programme, between: Between) -> None:
    """Completed before the first meeting, and recorded after it."""
    task = f.in_progress(programme=programme)

    def complete() -> None:
        by, day = f.focal_point_of(task), date(2025, 11, 19)
        said = f.claim() | {"count": f.needed(task), "late_reason": "Hồ sơ đến muộn."}
        domain.submit(task, by=by, now=clock.now(), completed_on=day, product_date=day, **said)
        domain.accept(task, by=f.secretary_of(task), now=clock.now(), confirmed=day)

    it = only(between(complete))
    assert it.facts == {Fact.COMPLETED_ON_TIME, Fact.RECORDED_LATE}
    assert [done.is_late for done in it.done] == [True, False]


def test_extended_when_overdue(programme: Programme, between: Between) -> None:
    task = f.assigned(programme=programme, deadline=date(2025, 11, 19))

    def extend() -> None:
        now = clock.now()
        asked = domain.ask_extension(
            task, by=f.focal_point_of(task), now=now, new_deadline=f.DEADLINE, reason="Thiếu."
        )
        domain.decide_extension(
            asked, granted=True, by=f.secretary_of(task), now=now, **f.grounds()
        )

    it = only(between(extend))
    assert (it.change, {*it.facts}) == (Change.RELIEVED, {Fact.RELIEVED, Fact.EXTENDED})


def _with_reason(act: Callable[..., object], task: Task) -> Callable[[], object]:
    return lambda: act(task, by=f.secretary_of(task), now=clock.now(), reason="Chưa đủ.")


def test_returned(programme: Programme, between: Between) -> None:
    task = f.submitted(programme=programme)
    it = only(between(_with_reason(domain.send_back, task)))
    assert (it.change, {*it.facts}) == (Change.SHIFTED, {Fact.RETURNED})


def test_revoked(programme: Programme, between: Between) -> None:
    task = f.completed(programme=programme)
    it = only(between(_with_reason(domain.revoke_acceptance, task)))
    assert (it.change, {*it.facts}) == (Change.REOPENED, {Fact.REVOKED})


def test_completed_again_and_late_this_time(programme: Programme, between: Between) -> None:
    """Its acceptance is revoked, and the new claim comes after the deadline."""
    task = f.completed(programme=programme, deadline=SOON)

    def judge() -> None:
        by = f.secretary_of(task)
        domain.revoke_acceptance(task, by=by, now=clock.now(), reason="Sản phẩm sai.")
        f.submit(task)
        domain.accept(task, by=by, now=clock.now())

    found = between(judge)
    it = only(found)
    assert (it.was, it.became) == (Standing.COMPLETED_ON_TIME, Standing.COMPLETED_LATE)
    assert (it.change, {*it.facts}) == (Change.REJUDGED, {Fact.COMPLETED_LATE, Fact.REVOKED})
    assert [done.act for done in it.done] == [Act.REVOKE, Act.SUBMIT, Act.ACCEPT]
    assert found.moved == {Change.REJUDGED: {it.was: -1, it.became: 1}}


def test_in_force_again_when_looked_at_backwards(programme: Programme) -> None:
    """Any two meetings can be compared: from the later to the earlier a withdrawal is undone."""
    task = f.assigned(programme=programme)
    at(FIRST)
    first = frozen(programme)
    at("2025-11-26")
    domain.withdraw(task, by=f.secretary_of(task), now=clock.now(), **f.grounds())
    at(LAST)
    last = frozen(programme)
    sides = sides_of(first, today=clock.today(), since=last.pk)
    assert sides
    found = since(sides.before, sides.after)
    it = only(found)
    assert (it.was, it.became) == (GONE, Standing.IN_TIME_NOT_STARTED)
    assert (it.change, {*it.facts}) == (Change.RESTORED, set())
    assert found.moved == {Change.RESTORED: {it.was: -1, it.became: 1}}


def test_withdrawn(programme: Programme, between: Between) -> None:
    task = f.assigned(programme=programme)
    grounds = f.grounds()
    it = only(
        between(lambda: domain.withdraw(task, by=f.secretary_of(task), now=clock.now(), **grounds))
    )
    assert (it.change, {*it.facts}) == (Change.WITHDRAWN, {Fact.WITHDRAWN})


def test_to_another_lead(programme: Programme) -> None:
    """It leaves the scope of one meeting and comes into that of another."""
    here, there = f.ministry(), f.ministry()
    task = f.assigned(programme=programme, lead=here)
    at(FIRST)
    firsts = [frozen(programme, organisation=each) for each in (here, there)]
    at("2025-11-26")
    domain.reassign(
        task, lead=there, officer=None, by=f.secretary_of(task), now=clock.now(), **f.grounds()
    )
    at(LAST)
    found = [_since(first) for first in firsts]
    assert [only(each).change for each in found] == [Change.LEFT, Change.CAME]
    assert [only(each).facts for each in found] == [{Fact.LEFT}, {Fact.CAME}]


def _since(first: Meeting) -> Since:
    """Until now, of the same scope."""
    assert first.frozen
    later = planned(first.programme, organisation=first.organisation)
    return since(frozen_picture(first.frozen), picture_of(later, today=clock.today()))


def test_the_last_one_of_the_same_scope_is_the_one_before(programme: Programme) -> None:
    ministry = f.ministry()
    at("2025-11-18")
    first = frozen(programme)
    frozen(programme, organisation=ministry)
    at(FIRST)
    last = planned(programme)
    assert before(last) == first
    freeze(last)
    assert before(first) is None
