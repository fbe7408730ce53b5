from notifications.models.agenda import Agenda
from notifications.models.attempt import Attempt
from notifications.models.choice import ReminderChoice
from notifications.models.decision import RungDecision
from notifications.models.message import Message
from notifications.models.notice import Notice
from notifications.models.rung import Rung
from notifications.models.suppressed import SuppressedAddress
from notifications.models.sweeping import Incident, Storm, Sweep, WatcherBeat

__all__ = [
    "Agenda",
    "Attempt",
    "Incident",
    "Message",
    "Notice",
    "ReminderChoice",
    "Rung",
    "RungDecision",
    "Storm",
    "SuppressedAddress",
    "Sweep",
    "WatcherBeat",
]
