"""Per cent, or a count of the target; a correction is another report, never an edit."""

from datetime import date
from typing import Any

import pytest

from tasks.domain import report_progress
from tasks.models import ProgressUpdate, Task
from tests.factories import again, assigned, at, focal_point_of
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def report(task: Task, **words: Any) -> ProgressUpdate:
    return report_progress(task, by=focal_point_of(task), now=clock.now(), **words)


def counted_task(target: int) -> Task:
    return assigned(
        deliverable_kind="document", deliverable_measure="văn bản", deliverable_count=target
    )


@pytest.mark.parametrize(
    ("count", "percent"), [(0, 0), (120, 37), (321, 99), (322, 100), (400, 100)]
)
def test_a_count_amounts_to_per_cent_of_the_target(count: int, percent: int) -> None:
    task = counted_task(322)
    report(task, count=count)
    assert (again(task).percent, again(task).counted) == (percent, count)


def test_words_alone_leave_the_figures() -> None:
    task = assigned()
    report(task, percent=30)
    report(task, narrative="Đang lấy ý kiến.")
    report(task, obstacle="Thiếu kinh phí.")
    assert again(task).percent == 30


def test_an_older_day_does_not_overwrite_a_newer_one() -> None:
    task = assigned()
    at("2025-11-24")
    report(task, percent=60)
    report(task, percent=20, on=date(2025, 11, 24))
    assert again(task).percent == 20
    at("2025-11-26")
    report(task, percent=50)
    report(task, percent=30, on=date(2025, 11, 24))
    assert again(task).percent == 50


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({}, "nothing_reported"),
        ({"narrative": " ", "obstacle": ""}, "nothing_reported"),
        ({"percent": -1}, "percent_out_of_range"),
        ({"percent": 101}, "percent_out_of_range"),
        ({"count": -1}, "count_out_of_range"),
    ],
)
def test_what_is_refused(words: dict[str, Any], code: str) -> None:
    task = counted_task(10)
    with pytest.raises(Refused) as refused:
        report(task, **words)
    assert refused.value.code == code
    assert not ProgressUpdate.objects.exists()


def test_a_count_without_a_target_is_kept_as_it_is() -> None:
    task = assigned("Chưa rõ số lượng.", deliverable_count=None)
    report(task, count=7)
    assert (again(task).percent, again(task).counted) == (0, 7)
