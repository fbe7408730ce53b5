from django.db.models import QuerySet

from notifications.models import GapNotice, Notice
from tasks.models import Task


def told_about(task: Task) -> QuerySet[Notice]:
    """Every notice about `task`, the newest first, with what it takes to show it."""
    notices = Notice.objects.filter(task=task).select_related("recipient", "rung", "message")
    return notices.order_by("-planned_at", "-pk")


def asked_about(task: Task) -> QuerySet[GapNotice]:
    """Who was asked to make `task` clear, the newest first, with what it takes to show it."""
    notices = GapNotice.objects.filter(task=task).select_related("recipient", "message")
    return notices.order_by("-planned_at", "-pk")
