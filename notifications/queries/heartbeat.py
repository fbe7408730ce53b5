"""Whether sweeps and the watcher live. Real time: a demo's clock moves none of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Min

from notifications.models import Sweep, WatcherBeat
from tracker.clock import real_now

WATCHER_LIVES_FOR = timedelta(minutes=5)


def silent_since() -> datetime | None:
    """When the last sweep ended, if that is too long ago; None while all is well.

    Where none has ever ended, when the first began; where none has begun either, nobody has
    started the tracker yet.
    """
    last = Sweep.objects.aggregate(at=Max("ended_at"))["at"]
    last = last or Sweep.objects.aggregate(at=Min("began_at"))["at"]
    if last is None or real_now() - last < silence():
        return None
    moment: datetime = last
    return moment


def silence() -> timedelta:
    """How long no sweep may end before something is wrong."""
    return timedelta(seconds=settings.SWEEP_SILENCE_SECONDS)


def sweeps_go_on() -> bool:
    """For `/health/`."""
    return silent_since() is None


def watcher_lives() -> bool:
    """For `/health/`."""
    return WatcherBeat.objects.filter(at__gt=real_now() - WATCHER_LIVES_FOR).exists()
