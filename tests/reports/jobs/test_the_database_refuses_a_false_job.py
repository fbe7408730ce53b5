"""A job that says two things at once is refused by the database itself."""

import pytest
from django.db import IntegrityError, connection

from reports.models import Job
from tests.reports.jobs.making import carried_out, ordered

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Job:
    return ordered()


def changed(job: Job, words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE reports_job SET {words} WHERE id = %s", [job.pk])  # noqa: S608


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("state = 'lost'", "job_moves"),
        ("state = 'finished'", "job_moves"),
        ("state = 'running', done = 3, total = 2", "job_done_within_total"),
        ("state = 'running', sha256 = 'abc'", "job_finished_with_a_file"),
        ("state = 'running', error = 'no'", "job_failed_for_a_reason"),
        ("state = 'failed', finished_at = now()", "job_failed_for_a_reason"),
        ("state = 'failed', error = 'no'", "job_over_at_a_moment"),
        ("told_at = now()", "job_told_when_over"),
        ("language = 'fr'", "job_language_known"),
        ("kind = ''", "job_of_a_kind"),
    ],
)
def test_it_is_refused(job: Job, words: str, name: str) -> None:
    with pytest.raises(IntegrityError, match=name):
        changed(job, words)


def test_what_is_over_stays_over(job: Job) -> None:
    carried_out(job)
    with pytest.raises(IntegrityError, match="job_moves"):
        changed(job, "state = 'waiting', sha256 = '', file_name = '', finished_at = NULL")


def test_a_finished_one_has_a_file(job: Job) -> None:
    changed(job, "state = 'running'")
    with pytest.raises(IntegrityError, match="job_finished_with_a_file"):
        changed(job, "state = 'finished', finished_at = now()")
