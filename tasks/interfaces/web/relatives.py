"""Where a task came from and where it went, as far as its reader may see that."""

from typing import Any

from accounts.interfaces.web.reader import Reader
from tasks.models import Task
from tasks.queries.relatives import leads_of, relatives_of


def relatives(task: Task, reader: Reader) -> dict[str, Any]:
    """For `_relatives.html`. Who led it is told only where that has changed."""
    found = relatives_of(task, Task.objects.visible_to(reader.user, on=reader.today))
    leads = leads_of(task) if len(task.leads) > 1 else []
    told: dict[str, Any] = {
        "split_from": found.split_from,
        "split_into": found.split_into,
        "replaced_by": found.replaced_by,
        "replaces": found.replaces,
        "leads": leads,
    }
    named = task.split_from_id or task.replaced_by_id
    return told | {"any": bool(named) or any(told.values())}
