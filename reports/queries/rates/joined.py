"""The list behind each figure by participation: each task once, with the parts that it counts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from accounts.models import Organisation
from reports.queries.lists import Listed, Reader, visible_keys
from reports.queries.rates.participation import LEAST_FAVOURABLE, in_parts
from reports.rules.behind import CountedPart, JoinedTask
from reports.rules.report import Question
from tasks.enums import Knowledge, Standing
from tasks.models import Task, TaskEvent
from tasks.queries.listing import TOGETHER
from tasks.rules.parts import parts_of
from tasks.rules.steps import step_on

EACH = """
    WITH each_task AS (
        SELECT task_key, task_row, min(place) AS place, min(due) AS due,
               json_agg(json_build_array(joins, place, due) ORDER BY place, due, joins) AS counted
        FROM ({parts}) AS part GROUP BY task_key, task_row
    )
"""
FROM = "FROM each_task WHERE place = ANY (%s) AND task_key IN ({visible})"
COUNT = "SELECT count(*) "
SELECT = "SELECT task_key, task_row, place, counted "
PAGE = " ORDER BY due NULLS LAST, task_key LIMIT %s OFFSET %s"


class JoinedTasks(Listed[JoinedTask]):
    """The tasks of a total by participation, those due soonest first.

    `standing` is one of Standing, or a name of `tasks.queries.listing.TOGETHER`; empty for all. A
    row of a report, or a cell, is the total of the question that is narrowed down to it.
    """

    def __init__(
        self, question: Question, standing: str = "", *, user: Reader | None = None, on: Any = None
    ) -> None:
        self.question = question
        parts, params = in_parts(question)
        visible, more = visible_keys(user, on)
        self._each = EACH.format(parts=parts)
        self._from = FROM.format(visible=visible)
        self._params = [*params, _places(standing), *more]

    def size(self) -> int:
        [[count]] = self._read(COUNT, "", [])
        return int(count)

    def between(self, start: int, stop: int) -> list[JoinedTask]:
        found = self._read(SELECT, PAGE, [stop - start, start])
        states = _states(self.question, [row for _task, row, _place, _parts in found])
        bodies = {joins for *_row, parts in found for joins, _place, _due in parts}
        leads = {row: _lead(state, self.question.as_of) for row, state in states.items()}
        who = Organisation.objects.in_bulk(bodies | set(leads.values()))
        return [
            _line(task, states[row], who[leads[row]], place, _parts(states[row], parts, who))
            for task, row, place, parts in found
        ]

    def _read(self, select: str, rest: str, params: list[Any]) -> list[Any]:
        with connection.cursor() as cursor:
            sql = f"{self._each}{select}{self._from}{rest}"
            cursor.execute(sql, [*self._params, *params])
            found: list[Any] = cursor.fetchall()
        return found


def _places(standing: str) -> list[int]:
    wanted = TOGETHER.get(standing, {standing} if standing else LEAST_FAVOURABLE)
    return [place for place, each in enumerate(LEAST_FAVOURABLE, 1) if each in wanted]


def _states(question: Question, rows: list[int]) -> dict[int, Any]:
    """The rows themselves: events as known then, else tasks."""
    model: Any = TaskEvent if question.knowledge is Knowledge.KNOWN else Task
    found: dict[int, Any] = model.objects.select_related("clause__instrument").in_bulk(rows)
    return found


def _lead(state: Any, day: date) -> int:
    lead: int = state.leads[step_on(state.lead_from, day) or 0]
    return lead


def _parts(
    state: Any, counted: Iterable[tuple[int, int, str | None]], who: dict[int, Organisation]
) -> tuple[CountedPart, ...]:
    said = {part.organisation: part.part for part in parts_of(state)}
    return tuple(
        CountedPart(
            who[joins],
            said.get(joins, ""),
            date.fromisoformat(due) if due else None,
            LEAST_FAVOURABLE[place - 1],
        )
        for joins, place, due in counted
    )


def _line(
    task: int, state: Any, lead: Organisation, place: int, parts: tuple[CountedPart, ...]
) -> JoinedTask:
    return JoinedTask(
        pk=task,
        code=state.code,
        title=state.title,
        instrument=state.clause.instrument.number,
        lead=lead,
        standing=Standing(LEAST_FAVOURABLE[place - 1]),
        parts=parts,
    )
