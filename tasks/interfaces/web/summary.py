"""What stands at the top of every page about one task."""

from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404

from accounts.interfaces.web.reader import Reader
from tasks.enums import DeadlineBasis, Standing, Status
from tasks.models import Task
from tasks.rules.standing import standing_of
from tasks.rules.urgency import is_returned

# Other tasks (its group, what it was split from, what replaced it) are read where there are any:
# each would widen the statement by all columns of a task, and most tasks have none.
RELATED = ("programme__owner", "clause__instrument", "lead", "unit", "authority", "officer")


def visible_task(reader: Reader, pk: int) -> Task:
    """The task, with what it refers to. Raises Http404 when the reader may not see it."""
    visible = Task.objects.visible_to(reader.user, on=reader.today)
    task: Task = get_object_or_404(visible.select_related(*RELATED), pk=pk)
    return task


def summary(task: Task, reader: Reader) -> dict[str, Any]:
    """What stands at the top of every page about the task."""
    standing = standing_of(task, reader.today)
    return {
        "task": task,
        "today": reader.today,
        "standing": standing,
        "standing_first": standing_of(task, reader.today, DeadlineBasis.FIRST),
        "still_due": _still_due(task, standing, reader.today),
        "returned": is_returned(task),
    }


def _still_due(task: Task, standing: Standing | None, today: date) -> date | None:
    """The deadline while it is to be met, or is overdue. One that passed while a submission made
    in time waits, or while the task is suspended, is held against nobody."""
    finished = task.status in (Status.COMPLETED, Status.WITHDRAWN, Status.ENDED, Status.DRAFT)
    if finished or task.deadline is None:
        return None
    return task.deadline if task.deadline >= today or standing == Standing.OVERDUE else None
