"""Which tasks are due on which day of a month."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from tasks.enums import Standing
from tasks.models import Task
from tasks.queries.listing import CLASSES

# So many tasks of a day are named; the others are counted.
NAMED = 3
DONE = CLASSES["completed_on_time"] | CLASSES["completed_late"]


@dataclass
class DueDay:
    """The tasks due on one Hanoi day: how many, and the first of those not completed."""

    counts: Counter[str] = field(default_factory=Counter)
    tasks: list[Task] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def done(self) -> int:
        return sum(self.counts[standing] for standing in DONE)

    @property
    def overdue(self) -> int:
        return self.counts[Standing.OVERDUE]

    @property
    def further(self) -> int:
        """How many are not completed and not named."""
        return self.total - self.done - len(self.tasks)


def due_days(tasks: QuerySet[Any]) -> dict[date, DueDay]:
    """The days of `tasks`, which have `standing` and `due`. Two queries, however many tasks."""
    days: dict[date, DueDay] = defaultdict(DueDay)
    counted = tasks.order_by().values_list("due", "standing").annotate(count=Count("pk"))
    for day, standing, count in counted:
        days[day].counts[standing] += count
    for task in _first_of_each(tasks):
        days[task.due].tasks.append(task)
    return dict(days)


def _first_of_each(tasks: QuerySet[Any]) -> QuerySet[Any]:
    open_still = tasks.exclude(standing__in=sorted(DONE))
    place = Window(RowNumber(), partition_by=F("due"), order_by=["code_key", "pk"])
    named = open_still.annotate(place=place).filter(place__lte=NAMED)
    found: QuerySet[Any] = named.select_related("lead").order_by("due", "code_key", "pk")
    return found
