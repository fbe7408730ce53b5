"""Reported on time / due: by organisation and programme, in both ways, and never in N."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from accounts.enums import Role
from reports.domain.rates import rates
from reports.domain.reporting import reporting
from reports.enums import Slice
from reports.rules.counts import CountsDisagree
from reports.rules.reporting import REPORTING_RATE, ReportingCounts
from tasks import domain
from tasks.enums import Knowledge, Rhythm
from tasks.models import Occurrence, Programme, Task
from tests.factories import (
    InstrumentFactory,
    assigned,
    at,
    focal_point_of,
    ministry,
    person,
    programme,
    report,
    secretary_of,
)
from tests.harness.api import V1, as_
from tracker import clock

pytestmark = pytest.mark.django_db


def monthly(**words: Any) -> Task:
    return assigned(deadline=None, rhythm=Rhythm.MONTHLY, **words)


def month_ends(day: str) -> None:
    at(day)
    domain.open_occurrences(now=clock.now())


def tell(task: Task, due: str, on: str | None = None) -> None:
    occurrence = Occurrence.objects.get(task=task, due_on=due)
    domain.report_occurrence(
        occurrence,
        by=focal_point_of(task),
        now=clock.now(),
        narrative="Đã tổng hợp.",
        on=date.fromisoformat(on) if on else None,
        late_reason="Mất kết nối." if on else "",
    )


def stop(act: Callable[..., object], task: Task) -> None:
    instrument = InstrumentFactory.create()
    words: dict[str, Any] = {"reason": "Theo chỉ đạo.", "instrument": instrument}
    act(task, by=secretary_of(task), now=clock.now(), **words)


def counts(day: str, knowledge: Knowledge = Knowledge.HAPPENED, **narrowed: Any) -> ReportingCounts:
    asked = date.fromisoformat(day)
    found = reporting(now=clock.now(), as_of=asked, knowledge=knowledge, **narrowed)
    return found.totals


@pytest.fixture
def monitored() -> Programme:
    """Two organisations with two tasks each; at the end of November each did it differently."""
    monitored = programme(code="NQ57")
    first, second = ministry(code="FIRST"), ministry(code="SECOND")
    tasks = [monthly(programme=monitored, lead=lead) for lead in (first, first, second, second)]
    month_ends("2025-11-20")
    report(tasks[3])
    stop(domain.suspend, tasks[3])
    at("2025-11-28")
    tell(tasks[0], "2025-11-30")
    month_ends("2025-12-02")
    tell(tasks[1], "2025-11-30")
    return monitored


def test_every_class_is_counted(monitored: Programme) -> None:
    november = ReportingCounts(total=4, waiting=3, excused=1)
    assert counts("2025-11-20") == november
    assert counts("2025-11-28") == ReportingCounts(total=4, on_time=1, waiting=2, excused=1)
    assert counts("2025-11-30") == counts("2025-11-28")
    assert counts("2025-12-01") == ReportingCounts(
        total=7, on_time=1, overdue=2, waiting=3, excused=1
    )
    assert counts("2025-12-02") == ReportingCounts(
        total=7, on_time=1, late=1, overdue=1, waiting=3, excused=1
    )
    assert REPORTING_RATE.formula == "B1 / (B1 + B2 + B3)"
    assert REPORTING_RATE.numbers(counts("2025-12-02")) == "1 / (1 + 1 + 1)"


def test_by_organisation_and_by_programme(monitored: Programme) -> None:
    now, day = clock.now(), date(2025, 12, 2)
    rows = reporting(now=now, as_of=day, by=Slice.ORGANISATION).rows
    by_key = {row.key: row.counts for row in rows}
    assert by_key["FIRST"] == ReportingCounts(total=4, on_time=1, late=1, waiting=2)
    assert by_key["SECOND"] == ReportingCounts(total=3, overdue=1, waiting=1, excused=1)
    [row] = reporting(now=now, as_of=day, by=Slice.PROGRAMME).rows
    assert (row.key, row.counts) == ("NQ57", counts("2025-12-02"))
    other = programme()
    assert counts("2025-12-02", programme=other) == ReportingCounts()
    assert counts("2025-12-02", within=frozenset([other.pk])) == ReportingCounts()


def test_what_is_recorded_late_was_not_known_then() -> None:
    task = monthly()
    month_ends("2025-11-20")
    month_ends("2025-12-09")
    tell(task, "2025-11-30", on="2025-11-29")
    on_time = ReportingCounts(total=2, on_time=1, waiting=1)
    assert counts("2025-12-05") == on_time
    assert counts("2025-12-05", Knowledge.KNOWN) == ReportingCounts(total=1, overdue=1)
    assert counts("2025-12-09", Knowledge.KNOWN) == on_time


def test_what_was_due_after_the_end_does_not_count() -> None:
    task = monthly()
    month_ends("2025-12-10")
    report(task)
    stop(domain.end, task)
    at("2026-01-15")
    assert counts("2025-12-09") == ReportingCounts(total=2, overdue=1, waiting=1)
    assert counts("2026-01-15") == ReportingCounts(total=1, overdue=1)
    assert counts("2025-12-09", Knowledge.KNOWN) == ReportingCounts()
    assert counts("2026-01-15", Knowledge.KNOWN) == ReportingCounts(total=1, overdue=1)


def test_it_stays_with_who_led_when_it_was_due() -> None:
    before, after = ministry(code="BEFORE"), ministry(code="AFTER")
    task = monthly(lead=before)
    month_ends("2025-12-10")
    domain.reassign(
        task,
        by=secretary_of(task),
        now=clock.now(),
        lead=after,
        reason="Chuyển nhiệm vụ.",
        instrument=InstrumentFactory.create(),
    )
    month_ends("2026-01-05")
    rows = reporting(now=clock.now(), as_of=clock.today(), by=Slice.ORGANISATION).rows
    assert {row.key: row.counts.total for row in rows} == {"BEFORE": 1, "AFTER": 2}


def test_none_enters_n(monitored: Programme) -> None:
    totals = rates(now=clock.now(), as_of=clock.today()).totals
    assert (totals.total, totals.regular + totals.in_time_suspended) == (4, 4)


def test_nothing_due_is_no_rate() -> None:
    assert REPORTING_RATE.value(ReportingCounts(total=1, waiting=1)) is None
    with pytest.raises(CountsDisagree):
        ReportingCounts(total=2, waiting=1)


def test_command_and_api_give_the_same_json(monitored: Programme) -> None:
    asked = {"as_of": "2025-12-02", "knowledge": "known", "by": "organisation"}
    client = as_(person(Role.SECRETARY, monitored.owner))
    answer = client.get(f"{V1}/rates/reporting/", asked).json()
    printed = StringIO()
    call_command("reporting", format="json", stdout=printed, stderr=StringIO(), **asked)
    told = json.loads(printed.getvalue())
    for each in (told, answer):  # who asked, and when, is not the same
        assert each["statement"].pop("made_at")
        each["statement"].pop("made_by")
    assert told == answer
    assert answer["totals"]["reporting_rate"] == 0.3333
    assert client.get(f"{V1}/rates/reporting/?deadline=first").status_code == 400
    text = StringIO()
    call_command("reporting", by="organisation", language="en", stdout=text)
    assert "= B1 / (B1 + B2 + B3)  = 1 / (1 + 1 + 1)" in text.getvalue()


def test_the_page_shows_it_as_its_own_block(client: Any, monitored: Programme) -> None:
    client.force_login(person(Role.SECRETARY, monitored.owner))
    page = client.get("/rates/?as_of=2025-12-02&by=organisation")
    assert page.context["reported"].totals == counts("2025-12-02")
    assert "B1 / (B1 + B2 + B3) = 1 / (1 + 1 + 1)" in page.content.decode()
