"""Whether sweeps and the watcher live. Real time: a demo's clock moves none of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from notifications.models import WatcherBeat
from tracker.clock import real_now

WATCHER_LIVES_FOR = timedelta(minutes=5)
# Plain, since every page asks.
LAST_SIGN = """
    SELECT coalesce(max(ended_at), (SELECT min(began_at) FROM notifications_sweep))
    FROM notifications_sweep
"""


def silent_since() -> datetime | None:
    """When the last sweep ended, if that is too long ago; None while all is well.

    Where none has ever ended, when the first began; where none has begun either, nobody has
    started the tracker yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(LAST_SIGN)
        last: datetime | None = cursor.fetchone()[0]
    return None if last is None or real_now() - last < silence() else last


def silence() -> timedelta:
    """How long no sweep may end before something is wrong."""
    return timedelta(seconds=settings.SWEEP_SILENCE_SECONDS)


def sweeps_go_on() -> bool:
    """For `/health/`."""
    return silent_since() is None


def watcher_lives() -> bool:
    """For `/health/`."""
    return WatcherBeat.objects.filter(at__gt=real_now() - WATCHER_LIVES_FOR).exists()
