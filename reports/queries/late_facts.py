"""The facts that a count of the late-recording report counts."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from accounts.models import Organisation
from reports.queries.lateness import facts_of
from reports.queries.lists import Listed, Reader
from reports.rules.behind import LateFact
from reports.rules.lateness import COUNTED, LateQuestion
from tasks.enums import Act
from tasks.models import Task
from tasks.queries.workdays import working_calendar
from tracker.clock import day_of
from tracker.lib.workdays import Calendar

DAY = timedelta(days=1)


class LateFacts(Listed[LateFact]):
    """Those of a period, the latest recorded first; `counted` is one of COUNTED."""

    def __init__(
        self,
        question: LateQuestion,
        counted: str = "late",
        *,
        user: Reader | None = None,
        on: Any = None,
    ) -> None:
        self.question = question
        self._calendar = working_calendar()
        self._found = _counted(question, counted, self._calendar)
        if user is not None:
            seen = Task.objects.visible_to(user, on=on).order_by()
            self._found = self._found.filter(task__in=seen.values("pk"))

    def size(self) -> int:
        return self._found.count()

    def between(self, start: int, stop: int) -> list[LateFact]:
        """Two queries."""
        rows = self._found.select_related("act_by").order_by("-recorded_at", "-pk")[start:stop]
        events = list(rows)
        leads = Organisation.objects.in_bulk({event.led for event in events})
        return [self._line(event, leads[event.led]) for event in events]

    def _line(self, event: Any, lead: Organisation) -> LateFact:
        return LateFact(
            task=event.task_id,
            code=event.code,
            title=event.title,
            lead=lead,
            act=Act(event.act),
            by=str(event.act_by) if event.act_by else "",
            happened_on=event.act_on,
            recorded_at=event.recorded_at,
            days=self._calendar.workdays_between(event.act_on, day_of(event.recorded_at)),
            reason=event.act_late_reason,
        )


def _counted(question: LateQuestion, counted: str, calendar: Calendar) -> QuerySet[Any]:
    """Working days are counted by the day on which each number of them begins."""
    fewest, most, reasoned = COUNTED[counted]
    found = facts_of(question)
    if fewest:
        found = found.filter(act_on__lt=_back(question, fewest, calendar))
    if most is not None:
        found = found.filter(act_on__gte=_back(question, most + 1, calendar))
    return found if reasoned is None else found.filter(reasoned=reasoned)


def _back(question: LateQuestion, count: int, calendar: Calendar) -> Func:
    """The `count`-th working day back from the day of recording, that day included.

    What happened before it was recorded at least so many working days later.
    """
    length = (question.to_day - question.from_day).days + 1
    days = [question.from_day + DAY * number for number in range(length)]
    backs = [calendar.add_workdays(day + DAY, -count) for day in days]
    which = Func(
        F("recorded_on"), _array(days), function="width_bucket", output_field=IntegerField()
    )
    return _At(_array(backs), which, output_field=DateField())


def _array(days: list[date]) -> Cast:
    kind = ArrayField(DateField())
    return Cast(Value(days, output_field=kind), kind)


class _At(Func):
    """`(array)[index]`."""

    template = "((%(expressions)s])"
    arg_joiner = ")["
