"""Today's figures are sums of entries that the database adds with every change of a task."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.domain.rates import rates
from reports.domain.tallying import draw_together
from reports.enums import Slice
from reports.models import Tally
from reports.queries.rates.recounting import differences
from reports.rules.counts import Counts
from tasks.enums import DeadlineBasis
from tasks.models import Programme
from tests import factories as make
from tests.factories import again, at
from tracker import clock

pytestmark = pytest.mark.shared
DUE = date(2026, 1, 15)


@pytest.fixture(scope="module")
def monitored(shared_database: None) -> Programme:
    """One task in each of the states in which a task can be."""
    monitored = make.programme()
    for maker in (make.assigned, make.in_progress, make.submitted, make.completed):
        maker(programme=monitored, deadline=DUE)
    for stopped in (make.suspended, make.withdrawn, make.draft):
        stopped(programme=monitored, deadline=DUE)
    make.in_progress(programme=monitored, deadline=None)
    return monitored


def totals(basis: DeadlineBasis = DeadlineBasis.IN_FORCE) -> Counts:
    now = clock.now()
    return rates(now=now, as_of=clock.day_of(now), deadline=basis).totals


def test_they_come_from_it_without_reading_a_task(monitored: Programme) -> None:
    with CaptureQueriesContext(connection) as asked:
        figures = totals()
    assert figures == Counts(
        total=6,
        completed_on_time=1,
        in_time_underway=1,
        in_time_not_started=1,
        in_time_awaiting=1,
        in_time_suspended=1,
        regular=1,
        clear=figures.clear,
    )
    assert not [query for query in asked if "tasks_task" in query["sql"]]


def test_a_deadline_passes_without_a_row_being_touched(monitored: Programme) -> None:
    before = list(Tally.objects.order_by("pk").values())
    at("2026-01-16")
    assert totals().overdue == 2
    assert list(Tally.objects.order_by("pk").values()) == before


def test_they_are_the_same_when_drawn_together(monitored: Programme) -> None:
    entries = Tally.objects.count()
    at("2026-01-16")
    before = [totals(basis) for basis in DeadlineBasis]
    assert draw_together() < entries
    assert [totals(basis) for basis in DeadlineBasis] == before
    assert differences(clock.today()) == []
    assert not Tally.objects.filter(is_drawn=False).exists()
    assert draw_together() == 0


@pytest.mark.parametrize("by", [None, *Slice])
def test_every_slice_sums_to_the_same(monitored: Programme, by: Slice | None) -> None:
    now = clock.now()
    report = rates(now=now, as_of=clock.day_of(now), by=by)
    assert report.totals == totals()
    assert by is None or sum((row.counts for row in report.rows), Counts()) == report.totals


def test_what_changes_no_figure_adds_nothing(monitored: Programme) -> None:
    task = monitored.tasks.filter(status="in_progress").first()
    assert task is not None
    before = Tally.objects.count()
    make.report(again(task), percent=60)
    assert Tally.objects.count() == before
