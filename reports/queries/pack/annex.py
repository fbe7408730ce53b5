"""Every task of a question, as it stood on that day."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from reports.queries.rates.counting import asked_of
from reports.queries.rates.organised import led_by
from reports.rules.pack.contents import TaskLine
from reports.rules.report import Question
from tasks.enums import Standing
from tasks.models import Task
from tasks.queries.standing import tasks_on
from tasks.queries.then import put_back
from tasks.rules.standing import GONE

AT_ONCE = 2000  # rows held in memory


@dataclass(frozen=True)
class Annex:
    """The tasks in force, by code; each time it is gone through the database is asked anew."""

    question: Question

    def __iter__(self) -> Iterator[TaskLine]:
        """A few queries for every AT_ONCE tasks."""
        further = Q()
        while tasks := list(listed_in(self.question).filter(further)[:AT_ONCE]):
            last = tasks[-1]
            further = Q(code_key__gt=last.code_key) | Q(code_key=last.code_key, pk__gt=last.pk)
            asked = self.question
            rows = put_back(tasks, day=asked.as_of, knowledge=asked.knowledge)
            yield from (_line(task) for task in rows)


def listed_in(question: Question) -> QuerySet[Any]:
    """The tasks that the report on `question` counts, by code, as `put_back` takes them."""
    judged = tasks_on(Task.objects.all(), question.as_of, question.knowledge, question.deadline)
    dated = judged.annotate(phase_then=F("phase"), since_then=F("since"), led_by=F("lead_then"))
    in_force = dated.filter(phase_then__isnull=False).exclude(phase_then__in=GONE)
    asked = led_by(in_force.filter(asked_of(question)), question)
    return asked.select_related("clause__instrument", "officer").order_by("code_key", "pk")


def _line(task: Any) -> TaskLine:
    return TaskLine(
        code=task.code,
        title=task.title,
        instrument=task.clause.instrument.number,
        lead=str(task.lead),
        officer=task.officer.full_name if task.officer else "",
        due=task.due,
        first_deadline=task.first_deadline,
        standing=Standing(task.standing),
        percent=task.percent,
        completed_on=task.completed_on,
    )
