"""Work that was reported late had begun when the report says, whatever was reported first."""

from datetime import date

import pytest
from django.db import IntegrityError

from tasks import domain
from tasks.enums import Status
from tasks.models import Task
from tasks.rules.standing import standing_of
from tests import factories as make
from tests.factories import again, at, focal_point_of
from tracker import clock
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def report(task: Task, on: date) -> Task:
    domain.report_progress(task, by=focal_point_of(task), now=clock.now(), percent=30, on=on)
    return again(task)


def test_the_start_of_the_work_goes_back() -> None:
    task = make.assigned()
    at("2025-11-20")
    task = report(task, date(2025, 11, 20))
    assert standing_of(task, date(2025, 11, 19)) == "in_time_not_started"
    task = report(task, date(2025, 11, 19))
    assert task.phase_from == [date(2025, 11, 17), date(2025, 11, 19)]
    assert standing_of(task, date(2025, 11, 19)) == "in_time_underway"
    assert report(task, date(2025, 11, 20)).phase_from[-1] == date(2025, 11, 19)


def test_not_beyond_what_has_happened_since() -> None:
    task = make.submitted()
    at("2025-11-19")
    domain.send_back(task, by=make.secretary_of(task), now=clock.now(), reason="Thiếu phụ lục.")
    at("2025-11-20")
    assert report(again(task), date(2025, 11, 17)).status == Status.IN_PROGRESS
    late = make.assigned()
    at("2025-11-24")
    domain.suspend(late, by=make.secretary_of(late), now=clock.now(), **make.grounds())
    domain.resume(late, by=make.secretary_of(late), now=clock.now(), **make.grounds())
    with pytest.raises(Refused) as refused:
        report(again(late), date(2025, 11, 21))
    assert refused.value.code == "out_of_order"


def test_the_database_lets_no_other_act_move_it() -> None:
    task = make.assigned()
    at("2025-11-20")
    task = report(task, date(2025, 11, 20))
    task.phase_from = [date(2025, 11, 17), date(2025, 11, 18)]
    task.act, task.revision = "edit", task.revision + 1
    with pytest.raises(IntegrityError, match="its past is only ever added to"):
        task.save()
