"""Twelve tasks, due on the 19th and done by then on paper; before a meeting on the 3rd they are
recorded as done, all at once."""

import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from reports.domain.lateness import late_recording
from reports.rules.lateness import Lateness
from tasks import domain
from tasks.models import Programme, Task
from tests import factories as make
from tests.harness.api import V1, as_
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.shared
DUE = date(2025, 11, 19)


def tasks_of(one: Programme, count: int, deadline: date = DUE) -> list[Task]:
    words = {"programme": one, "lead": make.ministry(), "clause": make.ClauseFactory.create()}
    return [make.in_progress(**words, deadline=deadline) for _each in range(count)]


def clean_up(tasks: list[Task], *, on: date) -> None:
    """Claimed and accepted two weeks later, for the day before the deadline."""
    done = on - timedelta(days=1)
    for task in tasks:
        make.submit(task, completed_on=done, late_reason="Hồ sơ đến muộn.")
        by = make.secretary_of(task)
        domain.accept(task, by=by, now=clock.now(), confirmed=done)


@pytest.fixture(scope="module")
def cleaned(shared_database: None) -> Programme:
    one = make.programme()
    tasks = tasks_of(one, 12)
    make.at("2025-12-02")
    clean_up(tasks[:5], on=DUE)
    make.at("2025-12-03")
    clean_up(tasks[5:10], on=DUE)
    make.at("2025-12-05")
    return one


def test_how_many_how_late_and_by_whom(cleaned: Programme) -> None:
    report = late_recording(now=clock.now(), from_day=date(2025, 11, 17), programme=cleaned)
    [row] = report.rows
    assert row.lateness == report.totals
    # 12 assigned, 12 reports, 10 claims 10 and 11 working days late, 10 acceptances
    assert report.totals == Lateness(on_time=34, days_4_10=5, days_11_30=5, reasoned=10, longest=11)
    assert {day.day: each.late for day, each in report.days.items()} == {17: 0, 2: 5, 3: 5}


def test_a_claim_without_a_reason_within_the_grace(cleaned: Programme) -> None:
    task = Task.objects.filter(status="in_progress", programme=cleaned).first()
    assert task is not None
    make.submit(task, completed_on=date(2025, 12, 2))
    report = late_recording(now=clock.now(), from_day=date(2025, 12, 5), programme=cleaned)
    assert report.totals == Lateness(days_1_3=1, longest=3)


def test_the_clean_up_is_named_with_what_it_changed(cleaned: Programme) -> None:
    report = late_recording(now=clock.now(), programme=cleaned)
    found = report.clean_up
    assert found is not None
    assert (found.first, found.last, found.late) == (date(2025, 12, 2), date(2025, 12, 3), 10)
    assert (found.before.known.overdue, found.after.known.overdue) == (12, 2)
    assert (found.before.happened.overdue, found.after.happened.overdue) == (2, 2)


def test_what_is_recorded_evenly_is_no_clean_up(cleaned: Programme) -> None:
    one, first = make.programme(), clock.today()
    for number, task in enumerate(tasks_of(one, 6, deadline=date(2026, 3, 31))):
        make.at(first + timedelta(days=7 * (number + 1)))
        make.submit(task, completed_on=clock.today() - timedelta(days=5), late_reason="Muộn.")
    report = late_recording(now=clock.now(), from_day=first, programme=one)
    assert (report.totals.late, report.clean_up) == (6, None)


def test_how_far_the_figures_differ_by_day(cleaned: Programme) -> None:
    report = late_recording(now=clock.now(), from_day=date(2025, 11, 23), programme=cleaned)
    by_day = {each.day: each.as_data() for each in report.compared}
    assert by_day[date(2025, 12, 5)]["difference"]["overdue_share"] == 0
    earlier = by_day[date(2025, 12, 1)]
    assert earlier["known"]["overdue"], earlier["happened"]["overdue"] == (12, 2)
    assert earlier["difference"]["on_time_rate"] == -0.8333


def test_it_costs_the_same_for_any_number_of_facts(cleaned: Programme) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            late_recording(now=clock.now(), from_day=date(2025, 11, 17), programme=cleaned)
        return len(queries)

    before = cost()
    tasks_of(cleaned, 3, deadline=date(2025, 12, 31))
    assert cost() == before <= 24


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"to_day": date(2025, 12, 6)}, "to_day"),
        ({"from_day": date(2025, 12, 6)}, "from_day"),
        ({"from_day": date(2023, 12, 6)}, "from_day"),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    cleaned: Programme, asked: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        late_recording(now=clock.now(), **asked)
    assert refused.value.field == field


def test_api_and_command_say_the_same(cleaned: Programme) -> None:
    asked = {"from_day": "2025-11-17", "to_day": "2025-12-05", "programme": cleaned.code}
    client = as_(make.person(Role.AUDITOR, cleaned.owner), **{"accept-language": "vi"})
    answer = client.get(f"{V1}/rates/late-recording/", asked)
    assert answer.status_code == 200, answer.json()
    out, err = io.StringIO(), io.StringIO()
    call_command("late_recording", format="json", stdout=out, stderr=err, **asked)
    printed, told = json.loads(out.getvalue()), answer.json()
    for each in (printed, told):  # who asked, and when, is not the same
        assert each["statement"].pop("made_at")
        each["statement"].pop("made_by")
    assert printed == told
    assert answer.json()["clean_up"]["overdue_known"] == [12, 2]


def test_the_command_says_it_in_words(cleaned: Programme) -> None:
    out = io.StringIO()
    call_command("late_recording", language="en", stdout=out)
    assert "From 02/12/2025 to 03/12/2025, 10 of the 10 late facts" in out.getvalue()
    assert "overdue tasks went from 12 to 2" in out.getvalue()
    with pytest.raises(CommandError, match="--to-day"):
        call_command("late_recording", to_day="2026-01-01", stdout=out)


def test_the_page_says_it_first(cleaned: Programme) -> None:
    browser = Client()
    browser.force_login(make.person(Role.SECRETARY, cleaned.owner))
    page = browser.get("/rates/late/")
    assert "số nhiệm vụ quá hạn từ 12 thành 2" in page.content.decode()
    assert "/rates/late/" in browser.get("/rates/").content.decode()
    wrong = browser.get("/rates/late/", {"to_day": "2026-01-01"})
    assert wrong.context["form"].errors["to_day"]


def test_a_stranger_reads_nothing(cleaned: Programme) -> None:
    stranger = make.UserFactory.create()
    assert as_(stranger).get(f"{V1}/rates/late-recording/").status_code == 403
    other = make.programme()
    reader = make.person(Role.SECRETARY, other.owner)
    totals = as_(reader).get(f"{V1}/rates/late-recording/").json()["totals"]
    assert totals["recorded"] == 0
