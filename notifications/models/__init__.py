from notifications.models.agenda import Agenda, OrganisationAgenda
from notifications.models.attempt import Attempt
from notifications.models.choice import ReminderChoice
from notifications.models.decision import RungDecision
from notifications.models.message import Message
from notifications.models.notice import Notice
from notifications.models.on_the_agenda import LooksAgain, LooksAround
from notifications.models.rung import Rung
from notifications.models.suppressed import SuppressedAddress
from notifications.models.sweeping import Incident, Storm, Sweep, WatcherBeat

__all__ = [
    "Agenda",
    "Attempt",
    "Incident",
    "LooksAgain",
    "LooksAround",
    "Message",
    "Notice",
    "OrganisationAgenda",
    "ReminderChoice",
    "Rung",
    "RungDecision",
    "Storm",
    "SuppressedAddress",
    "Sweep",
    "WatcherBeat",
]
