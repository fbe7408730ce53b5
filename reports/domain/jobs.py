"""Files that take a while: ordered by somebody, made by a worker, kept for some days."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from reports.domain import leases
from reports.domain.kept import keep
from reports.models import Job
from tracker.lib.refused import Refused

CARRY_OUT = "reports.jobs.carry_out"
MOST_AT_ONCE = 3  # jobs of one person that are not over
PACE = 1.0  # seconds between two notes of progress
TICK = 60.0  # seconds after which what a tick handed out need not be looked at: the next one did
log = logging.getLogger(__name__)


class Lapsed(Exception):
    """Somebody else has taken the job over: whoever is making it stops."""


@dataclass(slots=True)
class Progress:
    """Called as `progress(done, total)`, as often as one likes; written at most once a second.

    Only outside a transaction do others see it. Raises Lapsed.
    """

    job: Job
    _noted: float = field(default=float("-inf"))

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._noted < PACE:
            return
        if not leases.renew(self.job, min(done, total), total):
            raise Lapsed
        self._noted = time.monotonic()


# Makes the file of a job in an empty folder, by the clock `now`, and says where it is. The name of
# the file is the one it is downloaded under. It speaks the job's language already, asks anew what
# `job.asked_by` may see, and raises Refused or PermissionDenied for what cannot be had.
Make = Callable[[Job, Path, Progress, datetime], Path]


@dataclass(frozen=True)
class Producer:
    """How the jobs of a kind are made, and how one is called (in the language in force)."""

    make: Make
    title: Callable[[Mapping[str, Any]], str]


@transaction.atomic
def order(kind: str, words: Mapping[str, Any], *, by: User, language: str, now: datetime) -> Job:
    """Have the file `words` describe made for `by`, by a worker and after commit.

    `words` are plain JSON. Raises Refused while MOST_AT_ONCE others of theirs are not over.
    """
    list(User.objects.select_for_update(no_key=True).filter(pk=by.pk))
    if Job.objects.filter(asked_by=by, state__in=leases.UNFINISHED).count() >= MOST_AT_ONCE:
        text = _("%(count)d files are being made for you already. Wait for one of them.")
        raise Refused(text % {"count": MOST_AT_ONCE}, code="too_many_jobs")
    job = Job.objects.create(
        kind=kind, words=dict(words), asked_by=by, language=language, asked_at=now
    )
    # Should no broker answer, the tick finds the job.
    transaction.on_commit(lambda: _send(job.pk), robust=True)
    return job


def carry_out(job_id: int, *, producers: Mapping[str, Producer], now: datetime) -> bool:
    """Make the job's file; False when somebody else has it, or it is over, or failed."""
    job = leases.claim(job_id)
    if job is None:
        return False
    with translation.override(job.language):
        try:
            return _made(job, producers[job.kind], now)
        except Lapsed:
            log.warning("job %s: somebody else has taken it over", job.pk)
        except Refused as refused:
            leases.mark_failed(job, str(refused.message))
        except PermissionDenied:
            leases.mark_failed(job, _("You may not see this, or no longer."))
        except Exception:
            log.exception("job %s: attempt %s failed", job.pk, job.attempts)
            leases.postpone(job)
    return False


def send_waiting() -> int:
    """Hand out again whatever is ready and was perhaps lost; how many."""
    waiting = list(leases.ready().order_by("pk").values_list("pk", flat=True))
    for pk in waiting:
        _send(pk, expires=TICK)
    return len(waiting)


def _made(job: Job, producer: Producer, now: datetime) -> bool:
    if not job.asked_by.is_active:
        raise PermissionDenied
    settings.JOBS_FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".making-", dir=settings.JOBS_FOLDER) as folder:
        return keep(job, producer.make(job, Path(folder), Progress(job), now))


def _send(pk: int, expires: float | None = None) -> None:
    current_app.send_task(CARRY_OUT, [pk], expires=expires)
