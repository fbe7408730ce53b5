"""Orders and producers for tests of jobs."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models.functions import Now

from accounts.models import User
from reports.domain import jobs
from reports.domain.jobs import Producer, Progress
from reports.models import Job
from tests import factories as make
from tracker import clock


def write(_job: Job, folder: Path, progress: Progress, _now: datetime) -> Path:
    """A file, in two steps."""
    progress(1, 2)
    path = folder / "báo cáo.xlsx"
    path.write_bytes(b"figures")
    progress(2, 2)
    return path


def named(words: Mapping[str, Any]) -> str:
    return f"Tệp {words.get('n', '')}"


def with_producer(producer: Any = write) -> dict[str, Producer]:
    return {"test": Producer(producer, named)}


def ordered(by: User | None = None, **words: Any) -> Job:
    by = by or make.UserFactory.create()
    return jobs.order("test", words, by=by, language="vi", now=clock.now())


def carried_out(job: Job, producer: Any = write) -> bool:
    return jobs.carry_out(job.pk, producers=with_producer(producer), now=clock.now())


def let_the_lease_lapse(job: Job) -> None:
    """As if its worker had been silent for long."""
    Job.objects.filter(pk=job.pk).update(not_before=Now())


def again(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)
