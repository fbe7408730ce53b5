"""The list behind each figure of the reports due on regular tasks."""

from typing import Any

from django.db.models import F, QuerySet

from accounts.models import Organisation
from reports.queries.lists import Listed, Reader
from reports.queries.reporting import owed_in
from reports.rules.behind import DueReport
from reports.rules.report import Question
from tasks.enums import Knowledge, Reporting
from tasks.models import Occurrence, Task, TaskEvent
from tracker.lib.functions import Sorted

COLUMNS = ("occurrence", "state_row", "led_by", "reporting", "reported_on")


class DueReports(Listed[DueReport]):
    """The reports owed by a day, the latest due first; `reporting` is a class, empty for all."""

    def __init__(
        self, question: Question, reporting: str = "", *, user: Reader | None = None, on: Any = None
    ) -> None:
        self.question = question
        self._found = _owed(question, user, on)
        if reporting:
            self._found = self._found.filter(reporting=reporting)

    def size(self) -> int:
        return self._found.count()

    def between(self, start: int, stop: int) -> list[DueReport]:
        named = self._found.annotate(state_row=F("pk"), led_by=F("lead_then"))
        rows = named.order_by("-due_on", Sorted("code"), "occurrence").values_list(*COLUMNS)[
            start:stop
        ]
        found = list(rows)
        states = _states(self.question, [state for _one, state, *_rest in found])
        which = Occurrence.objects.in_bulk([one for one, *_rest in found])
        who = Organisation.objects.in_bulk({led for _one, _state, led, *_rest in found})
        return [
            _line(which[one], states[state], who[led], reporting, reported_on)
            for one, state, led, reporting, reported_on in found
        ]


def _owed(question: Question, user: Reader | None, on: Any) -> QuerySet[Any]:
    task = "task_id" if question.knowledge is Knowledge.KNOWN else "pk"
    owed = owed_in(question)
    if user is None:
        return owed
    seen = Task.objects.visible_to(user, on=on).order_by()
    return owed.filter(**{f"{task}__in": seen.values("pk")})


def _states(question: Question, rows: list[int]) -> dict[int, Any]:
    """The rows themselves: events as known then, else tasks."""
    model: Any = TaskEvent if question.knowledge is Knowledge.KNOWN else Task
    found: dict[int, Any] = model.objects.select_related("clause__instrument").in_bulk(rows)
    return found


def _line(
    one: Occurrence, state: Any, lead: Organisation, reporting: str, reported_on: Any
) -> DueReport:
    return DueReport(
        task=one.task_id,
        code=state.code,
        title=state.title,
        instrument=state.clause.instrument.number,
        lead=lead,
        period_from=one.period_from,
        due_on=one.due_on,
        reported_on=reported_on,
        reporting=Reporting(reporting),
    )
