from notifications.models.gap_notice import GapNotice
from notifications.models.message import Message
from notifications.models.notice import Notice
from notifications.models.rung import Rung

__all__ = ["GapNotice", "Message", "Notice", "Rung"]
