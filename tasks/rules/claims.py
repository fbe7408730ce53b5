"""Claims of completion."""

from tasks.models import Submission, Task
from tracker.clock import day_of


def is_backdated(claim: Submission) -> bool:
    """Whether it claims a day before the Hanoi day on which it was recorded."""
    return claim.completed_on < day_of(claim.recorded_at)


def counts(task: Task) -> bool:
    """Whether the deliverable is so many that a claim has to say how many there are."""
    return (task.deliverable_count or 0) > 1


def missing_count(task: Task, count: int | None) -> int:
    """How many are missing from the target when `count` are claimed; 0 when none is."""
    return max(0, (task.deliverable_count or 0) - (count or 0)) if counts(task) else 0
