"""Files of strangers, handed out so that no browser opens them inside the site."""

import logging

from django.http import FileResponse

from tasks.models import Evidence
from tasks.queries.evidence import content_of
from tasks.rules.looking import may_be_shown
from tracker.lib.blobs import Altered

log = logging.getLogger(__name__)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",  # beside the decision; nothing in it can act
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def download(evidence: Evidence, *, shown: bool = False) -> FileResponse:
    """The file as an attachment under its own name, streamed; or `shown`, where that is safe.

    Raises Altered, and logs it, when what is stored is no longer what was submitted.
    """
    try:
        content = content_of(evidence)
    except Altered:
        log.error("evidence %s: the stored file %s has changed", evidence.pk, evidence.sha256)
        raise
    return FileResponse(
        content,
        as_attachment=not (shown and may_be_shown(evidence.media_type)),
        filename=evidence.name,
        content_type=evidence.media_type,
        headers=HEADERS,
    )
