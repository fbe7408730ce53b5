from django.db.models import QuerySet

from notifications.models import Notice
from tasks.models import Task


def told_about(task: Task) -> QuerySet[Notice]:
    """Every notice about `task`, the newest first, with what it takes to show it."""
    notices = Notice.objects.filter(task=task).select_related("recipient", "rung", "message")
    return notices.order_by("-planned_at", "-pk")
