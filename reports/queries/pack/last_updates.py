"""The newest report on each of some tasks, as a question knows it."""

from collections.abc import Collection

from reports.queries.pack.sides import updates_by
from reports.rules.pack.lists import Heard
from reports.rules.report import Question


def newest_updates(question: Question, tasks: Collection[int]) -> dict[int, Heard]:
    """Id of each task that was reported on → its newest report. One query."""
    newest = updates_by(question).filter(task__in=tasks)
    newest = newest.order_by("task_id", "-happened_on", "-pk").distinct("task_id")
    return {each.task_id: Heard(each.happened_on, each.narrative, each.obstacle) for each in newest}
