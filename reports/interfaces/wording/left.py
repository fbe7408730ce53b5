"""In words, how long a file that is being made will still take."""

from datetime import datetime, timedelta

from django.utils.translation import ngettext

from reports.models import Job
from reports.rules.progress import time_left

STEP = 5  # seconds to which a short time is rounded up
A_WHILE = timedelta(seconds=90)


def left_of(job: Job, now: datetime) -> str:
    """Empty while it cannot be said, and when it is over."""
    left = time_left(job.done, job.total, started_at=job.started_at, now=now)
    if left is None or job.is_over:
        return ""
    if left < A_WHILE:
        seconds = max(-(-left // timedelta(seconds=STEP)) * STEP, STEP)
        text = ngettext("about %(count)d second left", "about %(count)d seconds left", seconds)
        return text % {"count": seconds}
    minutes = -(-left // timedelta(minutes=1))
    return ngettext("about %(count)d minute left", "about %(count)d minutes left", minutes) % {
        "count": minutes
    }
