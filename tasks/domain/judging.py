"""Which clarities a task lacks, as a step function of the day."""

from datetime import date

from tasks.enums import Status
from tasks.models import Task
from tasks.rules.clarity import gaps_of


def judge(task: Task, *, on: date) -> bool:
    """Note what `task` lacks from the Hanoi day `on`; returns whether that changed.

    A draft has one step, written anew each time. The task is not saved.
    """
    step = ",".join(gaps_of(task))
    if task.status == Status.DRAFT:
        changed = list(task.gap_steps) != [step]
        task.gap_steps, task.gap_from = [step], [on]
        return changed
    if task.gap_steps and task.gap_steps[-1] == step:
        return False
    task.gap_steps, task.gap_from = [*task.gap_steps, step], [*task.gap_from, on]
    return True
