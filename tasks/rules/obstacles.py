"""How long the answer to an obstacle may take, and how it stands on a day."""

from collections.abc import Mapping
from datetime import date

from tasks.enums import Outcome
from tasks.models import Obstacle
from tracker.lib.workdays import Calendar

# So many working days an answer may take unless a day is named.
ANSWERED_WITHIN = 5


def answer_day(raised_on: date, calendar: Calendar) -> date:
    """The Hanoi day by which what was raised on a day is answered, unless another is named."""
    return calendar.add_workdays(raised_on, ANSWERED_WITHIN)


def who_answers(obstacle: Obstacle, heirs: Mapping[int, int]) -> int:
    """Id of the organisation that was asked, or of the one of `heirs` that came to its place."""
    return heirs.get(obstacle.asked_id, obstacle.asked_id)


def days_silent(obstacle: Obstacle, today: date, calendar: Calendar) -> int:
    """How many working days the answer is late on the Hanoi day `today`; 0 when it is not."""
    if obstacle.outcome != Outcome.PENDING:
        return 0
    return calendar.workdays_between(obstacle.answer_by, today)
