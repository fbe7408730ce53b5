"""The files of jobs: stored under their digest, handed out, and removed after some days."""

import shutil
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, transaction

from reports.domain import leases
from reports.enums import JobState
from reports.models import Job
from tracker.lib import blobs
from tracker.lib.filenames import clean_name
from tracker.lib.filetypes import KINDS, ZIP

# Storing a content and removing the same content exclude each other: any number that is ours.
LOCK = 5_740_944
A_DAY = 86_400  # seconds
HANDED_OUT = (*KINDS, ZIP)


@transaction.atomic
def keep(job: Job, path: Path) -> bool:
    """Store the file at `path` as what the job made; False when it is somebody else's by now.

    Raises ValueError for a kind of file that nobody hands out.
    """
    kind = next((kind for kind in HANDED_OUT if path.suffix in kind.endings), None)
    if kind is None:
        raise ValueError(f"no media type for {path.name}")
    _exclude()
    with path.open("rb") as file:
        blob = blobs.store(file, settings.JOBS_FOLDER)
    name = clean_name(path.name, kind.endings)
    mine = leases.mark_finished(job, blob, file_name=name, media_type=kind.media_type)
    if not mine:
        _drop({blob.sha256})
    return mine


def content_of(job: Job) -> IO[bytes]:
    """The file of a finished job, open. Raises blobs.Altered when it is not what was made."""
    return blobs.opened(settings.JOBS_FOLDER, blobs.Blob(job.sha256, job.size))


@transaction.atomic
def remove_old(*, now: datetime) -> int:
    """Remove the files made more than JOBS_KEEP_DAYS days before `now`; of how many jobs."""
    _exclude()
    before = now - timedelta(days=settings.JOBS_KEEP_DAYS)
    old = Job.objects.filter(state=JobState.FINISHED, finished_at__lt=before)
    digests = set(old.values_list("sha256", flat=True))
    removed = old.update(state=JobState.REMOVED)
    _drop(digests)
    _sweep_up()
    return removed


def _drop(digests: set[str]) -> None:
    """Remove those of the contents that no job has."""
    for digest in digests - leases.still_named(digests):
        blobs.place_of(settings.JOBS_FOLDER, digest).unlink(missing_ok=True)


def _sweep_up() -> None:
    """Folders in which somebody died while making a file."""
    for folder in settings.JOBS_FOLDER.glob(".making-*"):
        if folder.stat().st_mtime < time.time() - A_DAY:
            shutil.rmtree(folder, ignore_errors=True)


def _exclude() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
