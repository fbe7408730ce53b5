"""The stored files of submissions."""

from collections.abc import Iterator
from typing import IO

from django.conf import settings
from django.db.models import QuerySet

from tasks.models import Evidence, Task
from tracker.lib import blobs


def evidence_for(task: Task) -> QuerySet[Evidence]:
    """The files of every submission of `task`."""
    return Evidence.objects.filter(submission__task=task)


def content_of(evidence: Evidence) -> IO[bytes]:
    """The stored content, open. Raises blobs.Altered when it is missing or no longer the same."""
    return blobs.opened(settings.EVIDENCE_FOLDER, _blob(evidence))


def altered() -> Iterator[Evidence]:
    """The files whose stored content is missing or has changed. Reads all of them."""
    for evidence in Evidence.objects.select_related("submission__task").iterator():
        try:
            content_of(evidence).close()
        except blobs.Altered:
            yield evidence


def _blob(evidence: Evidence) -> blobs.Blob:
    return blobs.Blob(evidence.sha256, evidence.size)
