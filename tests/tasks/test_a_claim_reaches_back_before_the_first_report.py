"""A product can be older than the first report on it: that must not make its lead late."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tasks.domain import accept
from tasks.enums import Standing
from tasks.models import Task
from tasks.queries.standing import with_standing
from tests.factories import again, assigned, at, report, secretary_of, submit
from tracker import clock

pytestmark = pytest.mark.django_db

SIGNED, DUE, REPORTED = date(2025, 11, 19), date(2025, 11, 20), date(2025, 11, 24)


@pytest.fixture
def task() -> Task:
    """Due on the 20th; the first report comes on the 24th."""
    task = assigned(deadline=DUE)
    at(REPORTED)
    report(task, percent=90)
    return again(task)


def _standing(task: Task, day: date) -> str:
    return str(with_standing(Task.objects.filter(pk=task.pk), day).values_list("standing")[0][0])


def test_the_claim_counts_from_its_day(task: Task) -> None:
    submit(task, completed_on=SIGNED)
    accept(again(task), by=secretary_of(task), now=clock.now(), confirmed=SIGNED)
    done = again(task)
    assert done.completed_on == SIGNED
    assert _standing(done, REPORTED) == Standing.COMPLETED_ON_TIME
    assert _standing(done, date(2025, 11, 18)) == Standing.IN_TIME_NOT_STARTED


def test_a_claim_of_a_later_day_leaves_the_report_where_it_was(task: Task) -> None:
    at("2025-11-26")
    submit(task, completed_on=date(2025, 11, 25))
    assert again(task).phase_from[-2:] == [REPORTED, date(2025, 11, 25)]


@pytest.mark.parametrize("started", ["2025-11-18", "2025-11-23"])
def test_the_report_moves_no_further_than_the_claim(task: Task, started: str) -> None:
    claimed = """UPDATE tasks_task SET status = 'submitted', phases = phases || '{submitted}',
        phase_from = phase_from[:cardinality(phase_from) - 1] || %s::date || date '2025-11-19'
        WHERE id = %s"""
    _refused(claimed, started, task)


def test_the_report_does_not_move_without_a_claim(task: Task) -> None:
    moved = """UPDATE tasks_task
        SET phase_from = phase_from[:cardinality(phase_from) - 1] || %s::date WHERE id = %s"""
    _refused(moved, "2025-11-19", task)


def _refused(sql: str, day: str, task: Task) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [day, task.pk])
