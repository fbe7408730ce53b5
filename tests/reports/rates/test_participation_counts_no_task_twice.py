"""Rates by participation: a row for each who joins, each task once in a total. Days of 2025."""

from datetime import date
from typing import Any

import pytest

from accounts.enums import Block, Role
from accounts.models import Organisation
from reports.domain.rates import rates
from reports.enums import Slice
from reports.rules.counts import Counts
from reports.rules.report import Report
from tasks import domain
from tasks.domain import Part
from tasks.enums import DeadlineBasis, DeliverableKind, Knowledge, Organised, Participation
from tests.factories import again, assigned, at, ministry, person, programme, submitted
from tracker import clock

pytestmark = pytest.mark.django_db
DEC_1 = date(2025, 12, 1)


def joined(by: Slice | None = Slice.ORGANISATION, **words: Any) -> Report:
    words = {"as_of": clock.today()} | words
    return rates(now=clock.now(), by=by, participation=Participation.JOINED, **words)


def rows(report: Report) -> dict[str, Counts]:
    return {row.key: row.counts for row in report.rows}


def finish(task: Any, organisation: Organisation, on: date | None = None) -> None:
    domain.finish_part(
        task,
        by=person(Role.FOCAL_POINT, organisation),
        now=clock.now(),
        organisation=organisation,
        product_kind=DeliverableKind.DOCUMENT,
        product_number="812/BTC-NSNN",
        product_date=on or clock.today(),
        on=on,
    )


@pytest.fixture
def partners() -> tuple[Organisation, Organisation]:
    return ministry(), ministry()


def test_a_task_of_two_counts_in_both_rows_and_once_in_the_total(
    partners: tuple[Organisation, Organisation],
) -> None:
    first, second = partners
    shared = programme()
    task = assigned(programme=shared, co_agencies=[Part(first, "A", DEC_1), Part(second, "B")])
    assigned(programme=shared, co_agencies=[Part(first, "C")])
    assigned(programme=shared)
    finish(task, first)
    report = joined()
    assert report.totals == Counts(total=2, in_time_not_started=2, clear=2)
    assert rows(report) == {
        first.code: Counts(total=2, in_time_not_started=1, completed_on_time=1, clear=2),
        second.code: Counts(total=1, in_time_not_started=1, clear=1),
    }
    assert rates(now=clock.now(), as_of=clock.today()).totals.total == 3


def test_of_several_parts_in_a_row_the_least_favourable_counts(
    partners: tuple[Organisation, Organisation],
) -> None:
    first, second = partners
    third = ministry(block=Block.LOCALITIES)
    parts = [Part(first, "A", DEC_1), Part(second, "B", DEC_1), Part(third, "C")]
    task = assigned(co_agencies=parts)
    finish(task, first)
    at("2025-12-02")
    report = joined(Slice.BLOCK)
    assert rows(report) == {
        Block.MINISTRIES: Counts(total=1, overdue=1, clear=1),
        Block.LOCALITIES: Counts(total=1, in_time_not_started=1, clear=1),
    }
    assert report.totals == Counts(total=1, overdue=1, clear=1)
    for by in (Slice.INSTRUMENT, Slice.PROGRAMME):
        assert list(rows(joined(by)).values()) == [report.totals]
    assert joined(None).totals == report.totals
    assert joined(None).rows == ()


def test_one_co_agency_alone(partners: tuple[Organisation, Organisation]) -> None:
    first, second = partners
    task = assigned(co_agencies=[Part(first, "A", DEC_1), Part(second, "B")])
    finish(task, first)
    done = Counts(total=1, completed_on_time=1, clear=1)
    assert joined(None, organisation=first).totals == done
    assert rows(joined(organisation=first)) == {first.code: done}
    assert list(rows(joined(Slice.INSTRUMENT, organisation=first)).values()) == [done]
    assert task.lead
    assert joined(organisation=task.lead).totals == Counts()


def test_what_was_recorded_later_was_not_known_then(
    partners: tuple[Organisation, Organisation],
) -> None:
    first, _second = partners
    task = assigned(co_agencies=[Part(first, "A", date(2025, 11, 18))])
    at("2025-11-20")
    finish(task, first, on=date(2025, 11, 18))
    day = date(2025, 11, 19)
    assert joined(as_of=day).totals == Counts(total=1, completed_on_time=1, clear=1)
    known = joined(as_of=day, knowledge=Knowledge.KNOWN).totals
    assert known == Counts(total=1, overdue=1, clear=1)


def test_a_later_date_of_a_part_changes_no_past_figure(
    partners: tuple[Organisation, Organisation],
) -> None:
    first, _second = partners
    task = assigned(co_agencies=[Part(first, "A", date(2025, 11, 18))])
    at("2025-11-20")
    by = person(Role.SECRETARY, task.programme.owner)
    parts = [Part(first, "A", DEC_1)]
    domain.edit_task(task, by=by, now=clock.now(), co_agencies=parts)
    overdue, in_time = (
        Counts(total=1, overdue=1, clear=1),
        Counts(1, in_time_not_started=1, clear=1),
    )
    assert joined(as_of=date(2025, 11, 19)).totals == overdue
    assert joined().totals == in_time
    assert joined(deadline=DeadlineBasis.FIRST).totals == overdue


def test_an_unfinished_part_ends_with_its_task(partners: tuple[Organisation, Organisation]) -> None:
    first, _second = partners
    task = again(submitted(co_agencies=[Part(first, "A", date(2025, 11, 16))]))
    assert joined().totals == Counts(total=1, overdue=1, clear=1)
    by = person(Role.SECRETARY, task.programme.owner)
    domain.accept(task, by=by, now=clock.now())
    assert joined().totals == Counts(total=1, completed_late=1, clear=1)


def test_nobody_joins() -> None:
    assigned()
    assert joined().totals == Counts()
    assert joined().rows == ()


def test_as_organised_now_a_part_counts_with_the_successor() -> None:
    ended, heir = ministry(), ministry()
    assigned(co_agencies=[Part(ended, "A"), Part(heir, "B")])
    at("2025-11-20")
    Organisation.objects.filter(pk=ended.pk).update(alive_until=date(2025, 11, 18))
    ended.successions.create(successor=heir, is_default=True)
    day = date(2025, 11, 17)
    assert set(rows(joined(as_of=day))) == {ended.code, heir.code}
    now = joined(as_of=day, organised=Organised.NOW)
    assert rows(now) == {heir.code: now.totals}
    assert now.totals.total == 1
