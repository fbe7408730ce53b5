"""Who makes a job, and what became of it.

Each step is a conditional update: its row count decides. A job is held for LEASE of real time, and
longer with every report of progress; whoever is dead by then has lost it.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now as RealNow
from django.utils import translation
from django.utils.translation import gettext as _

from reports.enums import JobState
from reports.models import Job
from tracker.lib.blobs import Blob
from tracker.lib.functions import Now

UNFINISHED = (JobState.WAITING.value, JobState.RUNNING.value)
# Longer than a producer goes without reporting progress: packing a large workbook is one step.
LEASE = timedelta(minutes=5)
AGAIN = timedelta(seconds=30)
MOST_ATTEMPTS = 3


def ready() -> QuerySet[Job]:
    """What may be made now: new, to be tried again, or left behind by a worker that died."""
    return Job.objects.filter(state__in=UNFINISHED, not_before__lte=RealNow())


@transaction.atomic
def claim(job_id: int) -> Job | None:
    """Take the job for as long as the lease runs; None when it is not to be had.

    One that was begun MOST_ATTEMPTS times and never ended fails instead.
    """
    found = ready().select_for_update(of=("self",), skip_locked=True)
    job = found.select_related("asked_by").filter(pk=job_id).first()
    if job is None:
        return None
    if job.attempts >= MOST_ATTEMPTS:
        with translation.override(job.language):
            _give_up(Job.objects.filter(pk=job.pk), interrupted())
        return None
    job.attempts, job.state, job.done, job.total = job.attempts + 1, JobState.RUNNING, 0, 0
    Job.objects.filter(pk=job.pk).update(
        attempts=job.attempts,
        state=job.state,
        done=0,
        total=0,
        started_at=Now(),
        not_before=RealNow() + LEASE,
    )
    return job


def renew(job: Job, done: int, total: int) -> bool:
    """Note how far it is, and keep it; False when somebody else has it by now."""
    kept = _mine(job).update(done=done, total=total, not_before=RealNow() + LEASE)
    return bool(kept)


def mark_finished(job: Job, blob: Blob, *, file_name: str, media_type: str) -> bool:
    """The file is there; False when somebody else has the job by now."""
    finished = _mine(job).update(
        state=JobState.FINISHED,
        finished_at=Now(),
        done=F("total"),
        sha256=blob.sha256,
        size=blob.size,
        file_name=file_name,
        media_type=media_type,
    )
    return bool(finished)


def mark_failed(job: Job, why: str) -> None:
    """It will never be made."""
    _give_up(_mine(job), why)


def postpone(job: Job) -> None:
    """To be tried again a little later; the last time, it has failed."""
    if job.attempts >= MOST_ATTEMPTS:
        mark_failed(job, broken())
    else:
        _mine(job).update(state=JobState.WAITING, not_before=RealNow() + AGAIN)


def interrupted() -> str:
    return _(
        "It was begun %(count)d times and interrupted each time. Ask for less, or ask again later."
    ) % {"count": MOST_ATTEMPTS}


def broken() -> str:
    return _(
        "It was tried %(count)d times and failed each time. Those who run the site find the reason"
        " in their log."
    ) % {"count": MOST_ATTEMPTS}


def still_named(digests: set[str]) -> set[str]:
    """Those of the digests that some job with a file has."""
    named = Job.objects.filter(state=JobState.FINISHED, sha256__in=digests)
    return set(named.values_list("sha256", flat=True))


def _mine(job: Job) -> QuerySet[Job]:
    """The row of `job`, provided that nobody has claimed it since."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def _give_up(jobs: QuerySet[Job], why: str) -> None:
    jobs.update(state=JobState.FAILED, finished_at=Now(), error=why)
