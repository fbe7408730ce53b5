"""Files are kept for some days, and one that several jobs made as long as the last of them."""

import os
from datetime import timedelta

import pytest
from django.conf import settings

from reports.domain.kept import content_of, remove_old
from reports.enums import JobState
from reports.models import Job
from tests import factories as make
from tests.reports.jobs.making import again, carried_out, ordered
from tracker import clock
from tracker.lib.blobs import Altered

pytestmark = pytest.mark.django_db


def content(job: Job) -> bytes:
    with content_of(job) as file:
        return file.read()


def test_after_some_days_it_is_gone() -> None:
    job = ordered()
    carried_out(job)
    assert remove_old(now=clock.now()) == 0
    assert content(again(job)) == b"figures"
    assert remove_old(now=clock.now() + timedelta(days=settings.JOBS_KEEP_DAYS, hours=1)) == 1
    assert again(job).state == JobState.REMOVED
    with pytest.raises(Altered):
        content_of(again(job))


def test_the_same_content_stays_while_somebody_has_it() -> None:
    old, new = ordered(), ordered()
    carried_out(old)
    make.at("2025-11-25")
    carried_out(new)
    assert again(old).sha256 == again(new).sha256
    assert remove_old(now=clock.now()) == 1
    assert content(again(new)) == b"figures"


def test_what_a_dead_worker_left_is_swept_up() -> None:
    left, fresh = (settings.JOBS_FOLDER / f".making-{name}" for name in ("old", "new"))
    for folder in (left, fresh):
        folder.mkdir(parents=True)
    os.utime(left, (0, 0))
    remove_old(now=clock.now())
    assert (left.exists(), fresh.exists()) == (False, True)
    fresh.rmdir()
