"""Files of strangers, handed out so that no browser opens them inside the site."""

import logging

from django.http import FileResponse

from tasks.models import Evidence
from tasks.queries.evidence import content_of
from tracker.lib.blobs import Altered

log = logging.getLogger(__name__)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def download(evidence: Evidence) -> FileResponse:
    """The file as an attachment under its own name, streamed.

    Raises Altered, and logs it, when what is stored is no longer what was submitted.
    """
    try:
        content = content_of(evidence)
    except Altered:
        log.error("evidence %s: the stored file %s has changed", evidence.pk, evidence.sha256)
        raise
    return FileResponse(
        content,
        as_attachment=True,
        filename=evidence.name,
        content_type=evidence.media_type,
        headers=HEADERS,
    )
