from notifications.models.message import Message
from notifications.models.notice import Notice
from notifications.models.rung import Rung

__all__ = ["Message", "Notice", "Rung"]
