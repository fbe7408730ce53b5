"""A task that is owed, as a row of the list."""

from typing import Any

from accounts.interfaces.web.reader import Reader
from tasks.enums import Act
from tasks.rules.next_acts import fits
from tasks.rules.permissions import may
from tasks.rules.urgency import asked_next, is_returned, urgency_of

Row = dict[str, Any]


def row_of(task: Any, reader: Reader) -> Row:
    """`task` is one of `inbox.owed_by`, so that it has `due`."""
    urgency = urgency_of(task, task.due, reader.today)
    return {
        "task": task,
        "urgency": urgency,
        "next": asked_next(task, urgency),
        "returned": is_returned(task),
        "may_report": fits(Act.PROGRESS, task) and may(Act.PROGRESS, reader.seats, task),
    }
