"""One seal a day over the whole history."""

from datetime import datetime

from django.db import connection

from tasks.models import Seal
from tracker.clock import day_of


def seal(*, now: datetime) -> Seal | None:
    """Seal what is recorded and not sealed yet; None when the Hanoi day of `now` has its seal.

    Of two at once one makes the seal: the database lets them in one after the other.
    """
    if Seal.objects.filter(day__gte=day_of(now)).exists():
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT tracker_seal()")
        [number] = cursor.fetchone() or [None]
    return Seal.objects.get(pk=number) if number else None
