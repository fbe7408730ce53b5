"""What stands at the top of every page about one task."""

from typing import Any

from django.http import Http404

from accounts.interfaces.web.reader import Reader
from tasks.enums import Status
from tasks.models import Task
from tasks.rules.standing import TimeLine, standing_on
from tasks.rules.urgency import is_returned

RELATED = ("programme__owner", "clause__instrument", "lead", "authority", "officer", "parent")


def visible_task(reader: Reader, pk: int) -> Task:
    """The task, with what it refers to. Raises Http404 when the reader may not see it."""
    visible = Task.objects.visible_to(reader.user, on=reader.today)
    task = visible.select_related(*RELATED).filter(pk=pk).first()
    if task is None:
        raise Http404
    return task


def summary(task: Task, reader: Reader) -> dict[str, Any]:
    """What stands at the top of every page about the task."""
    line = TimeLine(task.phases, task.phase_from, task.deadlines, task.deadline_from)
    finished = task.status in (Status.COMPLETED, Status.WITHDRAWN, Status.ENDED, Status.DRAFT)
    return {
        "task": task,
        "today": reader.today,
        "standing": None if task.is_group else standing_on(line, reader.today),
        "still_due": None if finished else task.deadline,
        "returned": is_returned(task),
    }
