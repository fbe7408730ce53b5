"""kill -9 in the middle, and two workers at the same moment."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

from reports.domain import leases
from reports.domain.jobs import send_waiting
from reports.domain.kept import remove_old
from reports.enums import JobState
from reports.models import Job
from tests.harness.services import CHECKOUT
from tests.reports.jobs.making import again, carried_out, let_the_lease_lapse, ordered
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def killed_in_the_middle(job: Job) -> None:
    command = [sys.executable, str(CHECKOUT / "tests/reports/jobs/slow_worker.py"), str(job.pk)]
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(CHECKOUT)})
    try:
        for _ in range(400):
            if again(job).done:
                return
            assert process.poll() is None
            time.sleep(0.05)
        raise AssertionError("it never began")
    finally:
        process.kill()
        process.wait()


def test_another_makes_it_once_the_lease_has_run_out() -> None:
    job = ordered()
    killed_in_the_middle(job)
    assert again(job).state == JobState.RUNNING
    assert not carried_out(job)
    assert send_waiting() == 0
    let_the_lease_lapse(job)
    assert send_waiting() == 1
    assert carried_out(job)
    assert (again(job).state, again(job).attempts) == (JobState.FINISHED, 2)
    [left] = settings.JOBS_FOLDER.glob(".making-*")
    os.utime(left, (0, 0))
    remove_old(now=clock.now())
    assert not left.exists()


def test_of_many_at_the_same_moment_one_gets_it() -> None:
    job, together = ordered(), Barrier(AT_ONCE)

    def claim(_: int) -> bool:
        together.wait()
        try:
            return leases.claim(job.pk) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sorted(pool.map(claim, range(AT_ONCE))) == [False] * (AT_ONCE - 1) + [True]
    assert again(job).attempts == 1
