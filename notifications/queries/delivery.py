"""How delivery fares, for those who look after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Now as RealNow

from notifications.models import Incident, Message, Storm, SuppressedAddress, Sweep
from notifications.models.message import UNSENT
from notifications.queries.heartbeat import silent_since, watcher_lives

LATEST = 20


@dataclass(frozen=True)
class DeliveryState:
    """`silent_since`: the last sign of life, where it is too long ago. Counts are of messages."""

    silent_since: datetime | None
    watcher_lives: bool
    last_sweep: Sweep | None
    storm: Storm | None
    waiting: int
    resting: int
    incidents: Sequence[Incident]


def delivery_state() -> DeliveryState:
    """All of it, as it is now; the same number of queries however much there is."""
    unsent = Message.objects.filter(state__in=UNSENT)
    return DeliveryState(
        silent_since=silent_since(),
        watcher_lives=watcher_lives(),
        last_sweep=Sweep.objects.filter(ended_at__isnull=False).order_by("-ended_at").first(),
        storm=Storm.objects.filter(is_open=True).select_related("allowed_by").first(),
        waiting=unsent.count(),
        resting=unsent.filter(attempts__gt=0, next_try_at__gt=RealNow()).count(),
        incidents=list(Incident.objects.order_by("-pk")[:LATEST]),
    )


def suppressed_addresses() -> QuerySet[SuppressedAddress]:
    """Those that get nothing now, the latest first."""
    return SuppressedAddress.objects.filter(lifted_at=None).order_by("-pk")


def storm_waits() -> bool:
    """Whether mails wait for a yes."""
    return Storm.objects.filter(is_open=True, allowed_at=None).exists()
