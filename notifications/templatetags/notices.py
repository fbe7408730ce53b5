"""Who was told, on the page of a task."""

from typing import Any

from django import template

from notifications.queries.told import last_told
from tasks.models import Task

register = template.Library()


@register.simple_tag
def told_about(task: Task) -> list[Any]:
    """The last notice to each person about `task`, for whoever sees it; the newest first."""
    return last_told(task)
