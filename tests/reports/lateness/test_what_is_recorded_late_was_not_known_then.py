from datetime import date, datetime

import pytest

from reports.domain.rates import rates
from reports.enums import Slice
from reports.rules.counts import Counts
from tasks import domain
from tasks.enums import Knowledge
from tests import factories
from tests.factories import at
from tracker import clock

pytestmark = pytest.mark.django_db
DEADLINE = date(2025, 11, 18)


@pytest.fixture
def completed_late_on_paper() -> None:
    """Done on the 18th, but handed in and accepted on the 21st only."""
    task = factories.in_progress(deadline=DEADLINE)
    at("2025-11-21")
    domain.accept(
        factories.submit(task, completed_on=DEADLINE).task,
        by=factories.secretary_of(task),
        now=clock.now(),
        confirmed=DEADLINE,
    )


def on_the_19th(knowledge: Knowledge) -> Counts:
    return rates(now=clock.now(), as_of=date(2025, 11, 19), knowledge=knowledge).totals


def test_as_it_happened(completed_late_on_paper: None) -> None:
    assert on_the_19th(Knowledge.HAPPENED) == Counts(1, completed_on_time=1, clear=1)


def test_as_known_then(completed_late_on_paper: None) -> None:
    assert on_the_19th(Knowledge.KNOWN) == Counts(1, overdue=1, clear=1)


def test_each_way_of_asking_is_kept_apart_by_the_end_of_the_day() -> None:
    moment: datetime = at("2025-11-19 23:59:30")
    factories.assigned()
    assert rates(now=moment, as_of=date(2025, 11, 19), knowledge=Knowledge.KNOWN).totals.total == 1
    assert rates(now=moment, as_of=date(2025, 11, 18), knowledge=Knowledge.KNOWN).totals.total == 0


def test_rows_are_those_of_the_leads_by_name() -> None:
    for name in ("Tỉnh Đắk Lắk", "Bộ Y tế", "Bộ Công an"):
        factories.assigned(lead=factories.ministry(name=name))
    report = rates(now=clock.now(), as_of=clock.today(), by=Slice.ORGANISATION)
    assert [row.name for row in report.rows] == ["Bộ Công an", "Bộ Y tế", "Tỉnh Đắk Lắk"]
