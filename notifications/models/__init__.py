from notifications.models.attempt import Attempt
from notifications.models.gap_notice import GapNotice
from notifications.models.message import Message
from notifications.models.notice import Notice
from notifications.models.rung import Rung
from notifications.models.suppressed import SuppressedAddress
from notifications.models.sweeping import Incident, Storm, Sweep, WatcherBeat

__all__ = [
    "Attempt",
    "GapNotice",
    "Incident",
    "Message",
    "Notice",
    "Rung",
    "Storm",
    "SuppressedAddress",
    "Sweep",
    "WatcherBeat",
]
