"""The files of jobs, handed out like any other file; and what a job is called."""

import logging

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from reports.domain.kept import content_of
from reports.enums import JobState
from reports.interfaces.producers import PRODUCERS
from reports.models import Job
from tasks.interfaces.downloads import HEADERS
from tracker.lib.blobs import Altered

log = logging.getLogger(__name__)


def file_of(job: Job) -> FileResponse:
    """The file as an attachment, streamed.

    Raises Http404 where there is none yet or no longer; and, logged, for one that was changed.
    """
    if job.state != JobState.FINISHED:
        raise Http404
    try:
        content = content_of(job)
    except Altered as fault:
        log.exception("job %s: the stored file %s is gone or has changed", job.pk, job.sha256)
        raise Http404 from fault
    return FileResponse(
        content,
        as_attachment=True,
        filename=job.file_name,
        content_type=job.media_type,
        headers=HEADERS,
    )


def title_of(job: Job) -> str:
    """What was asked for, in the language in force."""
    producer = PRODUCERS.get(job.kind)
    return producer.title(job.words) if producer else _("File")
