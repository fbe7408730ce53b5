"""Tasks as lines of a list: what SQL chooses, with the words and names of that day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Organisation
from reports.enums import Risk
from reports.queries.pack.sides import updates_by
from reports.queries.work.states import rows
from reports.rules.pack.lists import Heard, ListedTask
from reports.rules.report import Question
from tasks.enums import Clarity, Knowledge, Standing
from tasks.models import Task, TaskEvent

SELECTED = """
    SELECT task_row, state_row, state_led, state_standing, assigned, state_due,
           progress, risk, state_lacking, state_since
    FROM worked WHERE {where} ORDER BY {order}, task_row
"""
COMPLETED = (Standing.COMPLETED_ON_TIME, Standing.COMPLETED_LATE)
RELATED = ("officer", "programme", "clause__instrument")


@dataclass(frozen=True)
class _Found:
    """A row of SELECTED."""

    task: int
    state: int
    led: int
    standing: str
    assigned_on: date
    due: date | None
    progress: int
    risk: str | None
    lacking: str
    since: date


def listed(
    question: Question, where: str, params: Sequence[Any] = (), *, order: str = "task_row"
) -> list[ListedTask]:
    """The tasks of `worked` (see `work_states`) that fit `where`. Four queries.

    As known then their words are those known then; as it happened those of today, as elsewhere.
    """
    select = SELECTED.format(where=where, order=order)
    found = [_Found(*row) for row in rows(question, select, params)]
    words = _words(question, [each.state for each in found])
    who = Organisation.objects.in_bulk({each.led for each in found})
    heard = _heard(question, [each.task for each in found])
    return [
        _line(each, words[each.state], who[each.led], heard.get(each.task), question)
        for each in found
    ]


def _words(question: Question, states: Collection[int]) -> "dict[int, Any]":
    """The rows themselves: events as known then, else tasks."""
    model: Any = TaskEvent if question.knowledge is Knowledge.KNOWN else Task
    chosen: dict[int, Any] = model.objects.select_related(*RELATED).in_bulk(states)
    return chosen


def _heard(question: Question, tasks: Collection[int]) -> dict[int, Heard]:
    """Id of each task → its newest report."""
    newest = updates_by(question).filter(task__in=tasks)
    newest = newest.order_by("task_id", "-happened_on", "-pk").distinct("task_id")
    return {each.task_id: Heard(each.happened_on, each.narrative, each.obstacle) for each in newest}


def _line(
    found: _Found, state: Any, lead: Organisation, heard: Heard | None, question: Question
) -> ListedTask:
    return ListedTask(
        pk=found.task,
        code=state.code,
        title=state.title,
        instrument=state.clause.instrument.number,
        programme=state.programme.code,
        lead=lead,
        officer=state.officer.full_name if state.officer else "",
        day=question.as_of,
        standing=Standing(found.standing),
        assigned_on=found.assigned_on,
        due=found.due,
        percent=found.progress,
        heard=heard,
        risk=Risk(found.risk) if found.risk else None,
        gaps=tuple(Clarity(each) for each in (found.lacking or "").split(",") if each),
        completed_on=found.since if found.standing in COMPLETED else None,
    )
