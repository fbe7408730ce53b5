"""What a head asks first: who is late, and what is due soon and has not begun."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from tasks.enums import Status
from tasks.interfaces.web.owed import Row
from tasks.rules.urgency import Urgency

NAMES = 3
SOON = (Urgency.THIS_WEEK, Urgency.THIS_MONTH)


@dataclass(frozen=True)
class Late:
    """Somebody with overdue tasks, the oldest due on `since`; None: nobody was named."""

    officer: User | None
    tasks: int
    since: date


def who_is_late(rows: Iterable[Row]) -> list[Late]:
    """Those with the most overdue tasks first, and of equals who has been late for longest."""
    tasks = [row["task"] for row in rows if row["urgency"] is Urgency.OVERDUE]
    counted = Counter(task.officer for task in tasks)
    since: dict[User | None, date] = {}
    for task in tasks:
        since[task.officer] = min(task.due, since.get(task.officer, task.due))
    found = [Late(officer, count, since[officer]) for officer, count in counted.items()]
    return sorted(found, key=lambda late: (-late.tasks, late.since))


def not_begun(rows: Iterable[Row]) -> int:
    """How many are due this month of which no progress has been reported."""
    return sum(row["urgency"] in SOON and row["task"].status == Status.ASSIGNED for row in rows)
