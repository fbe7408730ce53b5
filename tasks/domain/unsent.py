"""Files that were received ahead of a form that was never sent."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from tasks.domain.proving import lock_contents
from tasks.models import Evidence
from tracker.lib import blobs


def remove_unsent(*, now: datetime) -> int:
    """Remove what no evidence refers to and was last stored long ago; how many files.

    `now` is real time, as that of the files is. Where no evidence is known at all, this may be
    another database than the one whose files these are: nothing is removed.
    """
    before = now - timedelta(days=settings.EVIDENCE_HELD_DAYS)
    known = set(Evidence.objects.order_by().values_list("sha256", flat=True).iterator())
    if not known:
        return 0
    old = blobs.stored_before(settings.EVIDENCE_FOLDER, before)
    return sum(_remove(digest, before) for digest in old if digest not in known)


@transaction.atomic
def _remove(digest: str, before: datetime) -> bool:
    """Asked again once nobody else can refer to it: somebody may have, or be about to."""
    lock_contents([digest])
    if Evidence.objects.filter(sha256=digest).exists():
        return False
    return blobs.remove_before(settings.EVIDENCE_FOLDER, digest, before)
