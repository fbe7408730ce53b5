"""Each sweep says that it has begun, and that it has ended."""

from datetime import timedelta

from django.db.models.functions import Now as RealNow

from notifications.models import Sweep
from tracker.clock import real_now

KEPT = timedelta(days=30)


def begin_sweep() -> Sweep:
    """One row, committed at once unless in a transaction."""
    return Sweep.objects.create()


def end_sweep(sweep: Sweep, *, planned: int, messages: int, failed: int) -> None:
    """The sign of life that everything waits for."""
    Sweep.objects.filter(pk=sweep.pk).update(
        ended_at=RealNow(), planned=planned, messages=messages, failed=failed
    )
    Sweep.objects.filter(began_at__lt=real_now() - KEPT).delete()
