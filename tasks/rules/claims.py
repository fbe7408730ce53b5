"""Claims of completion."""

from tasks.models import Submission
from tracker.clock import day_of


def is_backdated(claim: Submission) -> bool:
    """Whether it claims a day before the Hanoi day on which it was recorded."""
    return claim.completed_on < day_of(claim.recorded_at)
