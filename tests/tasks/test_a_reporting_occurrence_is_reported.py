"""By whoever works on the task, once, and for good."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection

from accounts.enums import Role
from tasks import domain
from tasks.enums import Act, Rhythm, Status
from tasks.models import Occurrence, OccurrenceReport
from tests.factories import (
    UserFactory,
    again,
    assigned,
    at,
    focal_point_of,
    ministry,
    person,
    secretary_of,
)
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db
SAID = "Đã tổng hợp số liệu tháng."


@pytest.fixture
def occurrence() -> Occurrence:
    assigned(deadline=None, rhythm=Rhythm.MONTHLY)
    domain.open_occurrences(now=clock.now())
    return Occurrence.objects.get()


def report(occurrence: Occurrence, **words: Any) -> OccurrenceReport:
    words = {"by": focal_point_of(occurrence.task), "narrative": SAID, **words}
    return domain.report_occurrence(occurrence, now=clock.now(), **words)


def test_it_is_kept_and_told_in_the_history(occurrence: Occurrence) -> None:
    at("2025-11-28")
    made = report(occurrence, on=date(2025, 11, 27), narrative=f" {SAID} ")
    assert (made.reported_on, made.narrative) == (date(2025, 11, 27), SAID)
    task = again(occurrence.task)
    assert (task.act, task.act_on, task.act_note) == (Act.PROGRESS, date(2025, 11, 27), SAID)
    assert task.act_detail == {
        "occurrence": occurrence.pk,
        "period_from": "2025-11-17",
        "due_on": "2025-11-30",
        "report": made.pk,
    }


def test_the_first_report_begins_the_work(occurrence: Occurrence) -> None:
    report(occurrence)
    assert again(occurrence.task).status == Status.IN_PROGRESS


def test_a_second_report_is_refused(occurrence: Occurrence) -> None:
    report(occurrence)
    with pytest.raises(Refused) as refused:
        report(occurrence)
    assert refused.value.code == "already_reported"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"narrative": "  "}, "missing"),
        ({"on": date(2025, 11, 19)}, "future"),
        ({"on": date(2025, 11, 16)}, "out_of_order"),
    ],
)
def test_what_cannot_be_reported(occurrence: Occurrence, words: dict[str, Any], code: str) -> None:
    at("2025-11-18")
    with pytest.raises(Refused) as refused:
        report(occurrence, **words)
    assert refused.value.code == code


def test_one_recorded_late_needs_its_reason(occurrence: Occurrence) -> None:
    at("2025-12-10")
    with pytest.raises(Refused) as refused:
        report(occurrence, on=date(2025, 11, 28))
    assert refused.value.code == "late_reason_missing"
    report(occurrence, on=date(2025, 11, 28), late_reason="Mất kết nối.")
    assert again(occurrence.task).act_late_reason == "Mất kết nối."


def test_only_who_works_on_the_task(occurrence: Occurrence) -> None:
    others = secretary_of(occurrence.task), UserFactory.create(), person(Role.HEAD, ministry())
    for other in others:
        with pytest.raises(PermissionDenied):
            report(occurrence, by=other)
    assert occurrence.task.officer
    report(occurrence, by=occurrence.task.officer)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tasks_occurrence SET due_on = due_on + 1",
        "DELETE FROM tasks_occurrence",
        "UPDATE tasks_occurrencereport SET reported_on = reported_on - 1",
        "DELETE FROM tasks_occurrencereport",
    ],
)
def test_neither_is_changed_afterwards(occurrence: Occurrence, statement: str) -> None:
    report(occurrence)
    with pytest.raises(Exception, match=r"permission denied|append-only"), connection.cursor() as c:
        c.execute(statement)


def test_a_period_is_opened_once(occurrence: Occurrence) -> None:
    with pytest.raises(IntegrityError, match="occurrence_due_once"):
        Occurrence.objects.create(
            task=occurrence.task, period_from=occurrence.due_on.replace(day=2), due_on="2025-11-30"
        )
