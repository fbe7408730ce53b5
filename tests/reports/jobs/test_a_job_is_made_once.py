"""Two workers never make the same file at once; one that fails is tried again, three times."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from reports.domain import leases
from reports.domain.jobs import Progress
from reports.enums import JobState
from reports.models import Job
from tests.reports.jobs.making import again, carried_out, let_the_lease_lapse, ordered, write
from tracker.lib import blobs
from tracker.lib.refused import Refused

pytestmark = pytest.mark.django_db


def fail(*_: Any) -> Path:
    raise OSError("no space left")


def test_it_ends_with_a_file_under_its_digest() -> None:
    job = ordered()
    assert carried_out(job)
    job = again(job)
    assert (job.state, job.done, job.total) == (JobState.FINISHED, 2, 2)
    assert (job.file_name, job.size) == ("báo cáo.xlsx", 7)
    assert blobs.place_of(settings.JOBS_FOLDER, job.sha256).read_bytes() == b"figures"
    assert not list(settings.JOBS_FOLDER.glob(".making-*"))


def test_who_comes_second_gets_nothing() -> None:
    job = ordered()

    def second_comes(job: Job, folder: Path, progress: Progress, now: datetime) -> Path:
        assert leases.claim(job.pk) is None
        return write(job, folder, progress, now)

    assert carried_out(job, second_comes)
    assert not carried_out(job)
    assert again(job).attempts == 1


def test_who_lost_it_meanwhile_stops_and_spoils_nothing() -> None:
    job = ordered()

    def overtaken(job: Job, folder: Path, progress: Progress, now: datetime) -> Path:
        let_the_lease_lapse(job)
        assert carried_out(job)
        return write(job, folder, progress, now)

    assert not carried_out(job, overtaken)
    assert (again(job).state, again(job).attempts) == (JobState.FINISHED, 2)


def test_what_fails_is_tried_again_and_says_so_in_the_end() -> None:
    job = ordered()
    for attempt in (1, 2, 3):
        assert not carried_out(job, fail)
        assert again(job).attempts == attempt
        let_the_lease_lapse(job)
    job = again(job)
    assert job.state == JobState.FAILED
    assert "3 lần" in job.error
    assert not carried_out(job)


def test_between_two_attempts_it_rests() -> None:
    job = ordered()
    assert not carried_out(job, fail)
    assert again(job).state == JobState.WAITING
    assert not leases.ready().exists()


def test_whoever_dies_three_times_over_it_has_done_so() -> None:
    job = ordered()
    for _ in range(3):
        assert leases.claim(job.pk)
        let_the_lease_lapse(job)
    assert leases.claim(job.pk) is None
    assert again(job).state == JobState.FAILED
    assert "gián đoạn" in again(job).error


@pytest.mark.parametrize("why", [Refused("Quá rộng.", code="too_wide"), PermissionDenied()])
def test_what_a_rule_forbids_is_not_tried_again(why: Exception) -> None:
    job = ordered()

    def refuse(*_: Any) -> Path:
        raise why

    assert not carried_out(job, refuse)
    job = again(job)
    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    left_out = "Ông/bà không được xem nội dung này, hoặc không còn được xem."
    assert job.error in {"Quá rộng.", left_out}


def test_nothing_is_made_for_somebody_who_has_left() -> None:
    job = ordered()
    job.asked_by.is_active = False
    job.asked_by.save()
    assert not carried_out(job)
    assert again(job).state == JobState.FAILED


def test_one_person_waits_for_three_at_most() -> None:
    by = ordered().asked_by
    second = ordered(by)
    ordered(by)
    with pytest.raises(Refused) as refused:
        ordered(by)
    assert refused.value.code == "too_many_jobs"
    assert carried_out(second)
    ordered(by)
    ordered()  # of somebody else
