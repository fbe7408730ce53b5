"""Tasks as lines of a list: what SQL chooses, with the words and names of that day."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Organisation
from reports.enums import Risk
from reports.queries.pack.last_updates import newest_updates
from reports.queries.work.states import rows, streamed
from reports.rules.pack.lists import MOST, Heard, ListedTask, Listing
from reports.rules.report import Question
from tasks.enums import Clarity, Knowledge, Standing
from tasks.models import Task, TaskEvent
from tracker.lib.streams import batches

COLUMNS = """task_row, state_row, state_led, state_standing, assigned, state_due,
    progress, risk, state_lacking, state_since"""
SELECTED = f"SELECT {COLUMNS} FROM worked WHERE {{where}} ORDER BY {{order}}, task_row"  # noqa: S608
MANY = 1000
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
    return told(question, rows(question, select, params))


def listing(
    question: Question, where: str, params: Sequence[Any] = (), *, order: str
) -> Listing[ListedTask]:
    """The same, of which no more than MOST are read until somebody goes through all."""
    select = SELECTED.format(where=where, order=order)
    first = told(question, rows(question, f"{select} LIMIT {MOST}", params))
    return Listing(
        counted(question, first, f"worked WHERE {where}", params),
        first,
        lambda: each_told(question, select, params),
    )


def counted(question: Question, first: Sequence[Any], rest: str, params: Sequence[Any] = ()) -> int:
    """How many there are of which `first` are the first; asked only where those are not all."""
    if len(first) < MOST:
        return len(first)
    [(count,)] = rows(question, f"SELECT count(*) FROM {rest}", params)  # noqa: S608 - ours
    return int(count)


def each_told(question: Question, select: str, params: Sequence[Any]) -> Iterator[ListedTask]:
    """Line by line, MANY of them in memory. Three queries for every MANY."""
    for found in batches(streamed(question, select, params), MANY):
        yield from told(question, found)


def told(question: Question, found: Sequence[Any]) -> list[ListedTask]:
    """Rows of COLUMNS as lines. Three queries."""
    each = [_Found(*row) for row in found]
    words = _words(question, [one.state for one in each])
    who = Organisation.objects.in_bulk({one.led for one in each})
    heard = newest_updates(question, [one.task for one in each])
    return [
        _line(one, words[one.state], who[one.led], heard.get(one.task), question) for one in each
    ]


def _words(question: Question, states: Collection[int]) -> "dict[int, Any]":
    """The rows themselves: events as known then, else tasks."""
    model: Any = TaskEvent if question.knowledge is Knowledge.KNOWN else Task
    chosen: dict[int, Any] = model.objects.select_related(*RELATED).in_bulk(states)
    return chosen


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
