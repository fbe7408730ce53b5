"""The list behind each count of the work: what it counts, one by one, page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import cached_property

from accounts.models import User
from reports.queries.calendar import calendar_for
from reports.queries.lateness import NO_FACTS
from reports.queries.pack.listed import listed
from reports.queries.work.counting import RECORDED_ON, period
from reports.queries.work.figures import (
    CLAIMS,
    REQUESTS,
    TASKS,
    claims_then,
    requests_then,
    side_sql,
)
from reports.queries.work.states import rows
from reports.rules.pack.lists import Handed, ListedTask, WorkLine
from reports.rules.report import Question
from tasks.models import Task
from tasks.rules.reviews import IN_TIME
from tracker.lib.workdays import Calendar

# Sum of days → the count whose days they are.
SUM_OF = {
    "completion": "completed",
    "completion_days": "completed",
    "time_used": "completed",
    "time_given": "completed",
    "days_granted": "granted",
    "review": "reviewed",
    "review_days": "reviewed",
}
EXTENDED = "task_row IN (SELECT side.task_id FROM worked {requests} WHERE {granted})"
FACTS = """
    JOIN (SELECT task_id, act, act_on, {recorded_on} AS recorded_on FROM tasks_taskevent
          WHERE recorded_at >= %s AND recorded_at < %s AND status <> 'draft' AND act <> ALL (%s)
    ) AS side ON side.task_id = task_row
"""
# What a late one is told by: pairs of days, of which there are few, for any number of lines.
PAIRS = "SELECT DISTINCT {first}, {last} FROM worked {join} WHERE {where}"
LATE = "({first}, {last}) IN (SELECT * FROM unnest(%s::date[], %s::date[]))"
SELECT = "SELECT task_row, {columns} FROM worked {join} WHERE {where} ORDER BY {order}"


@dataclass(frozen=True)
class _List:
    """How a list is asked for: from what, where, which columns, and in which order."""

    where: str
    join: str = ""
    params: list[Any] = field(default_factory=list)
    columns: str = "NULL"
    order: str = "state_due, task_row"
    first: str = ""
    last: str = ""


class Lines(Sequence[WorkLine]):
    """The lines of one list, asked for as they are looked at: `len()` is the figure.

    With a `user`, only those about tasks that they may see on their day `on`.
    """

    def __init__(
        self,
        question: Question,
        figure: str,
        *,
        user: User | AnonymousUser | None = None,
        on: Any = None,
    ) -> None:
        self._question = question
        self._list = _list_of(question, figure)
        self._seen = ("true", []) if user is None else _visible(user, on)

    @cached_property
    def _count(self) -> int:
        asked, (where, params) = self._list, self._seen
        rest = f"{asked.join} WHERE {asked.where} AND {where}"
        [(count,)] = rows(self._question, COUNT + rest, [*asked.params, *params])
        return int(count)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, asked: Any) -> Any:
        """A slice, or one line."""
        if isinstance(asked, slice):
            start, stop, _step = asked.indices(len(self))
            return self._between(start, stop)
        return self._between(asked, asked + 1)[0]

    def _between(self, start: int, stop: int) -> list[WorkLine]:
        asked, (where, params) = self._list, self._seen
        select = SELECT.format(
            columns=asked.columns,
            join=asked.join,
            where=f"{asked.where} AND {where}",
            order=f"{asked.order} LIMIT %s OFFSET %s",
        )
        page = [*asked.params, *params, stop - start, start]
        found = rows(self._question, select, page)
        return _lines(self._question, found)


COUNT = "SELECT count(*) FROM worked "


def _lines(question: Question, found: list[Any]) -> list[WorkLine]:
    chosen = sorted({task for task, *_side in found})
    tasks = listed(question, "task_row = ANY (%s)", [chosen])
    by_pk: dict[int, ListedTask] = {task.pk: task for task in tasks}
    calendar = calendar_for(question)
    return [WorkLine(by_pk[task], _handed(calendar, *side)) for task, *side in found]


def _handed(calendar: Calendar, *side: Any) -> Handed | None:
    if side == (None,):
        return None
    what, first, last, days = side
    if isinstance(days, date):
        days = calendar.workdays_between(first, days)
    return Handed(what, first, last, days)


def _list_of(question: Question, figure: str) -> _List:
    """Raises KeyError where there is none."""
    figure = SUM_OF.get(figure, figure)
    if figure in TASKS:
        return _List(TASKS[figure])
    if figure in REQUESTS:
        return _requests(question, REQUESTS[figure])
    if figure in CLAIMS:
        return _claims(question, CLAIMS[figure])
    return OTHERS[figure](question)


def _extended(question: Question) -> _List:
    join, params = side_sql(requests_then(question))
    where = EXTENDED.format(requests=join, granted=REQUESTS["granted"])
    return _List(where, params=params)


def _requests(question: Question, where: str) -> _List:
    join, params = side_sql(requests_then(question))
    columns = "outcome_then, asked_on, granted_deadline, granted_deadline - old_deadline"
    return _List(where, join, params, columns, order="asked_on, side.id")


def _claims(question: Question, where: str) -> _List:
    join, params = side_sql(claims_then(question))
    day = f"'{question.as_of.isoformat()}'::date"
    last = f"CASE WHEN outcome_then = 'pending' THEN {day} ELSE decided_on END"
    columns = f"outcome_then, {RECORDED_ON}, {last}, {last}"
    return _List(
        where,
        join,
        params,
        columns,
        order="recorded_at, side.id",
        first=RECORDED_ON,
        last=last,
    )


def _facts(question: Question) -> _List:
    return _List(
        "true",
        FACTS.format(recorded_on=RECORDED_ON),
        [*period(question), [act.value for act in NO_FACTS]],
        "side.act, side.act_on, side.recorded_on, side.recorded_on",
        order="side.recorded_on DESC, task_row, side.act_on, side.act",
        first="side.act_on",
        last="side.recorded_on",
    )


def _late(question: Question, asked: _List, *, than: int) -> _List:
    """Those that took more working days than that."""
    select = PAIRS.format(first=asked.first, last=asked.last, join=asked.join, where=asked.where)
    pairs = rows(question, select, asked.params)
    taken = calendar_for(question).workdays_between
    late = [(first, last) for first, last in pairs if taken(first, last) > than]
    days = [[first for first, _last in late], [last for _first, last in late]]
    where = f"{asked.where} AND {LATE.format(first=asked.first, last=asked.last)}"
    return replace(asked, where=where, params=[*asked.params, *days])


OTHERS: dict[str, Callable[[Question], _List]] = {
    "extended": _extended,
    "facts": _facts,
    "facts_late": lambda asked: _late(asked, _facts(asked), than=0),
    "reviewed_late": lambda asked: _late(asked, _claims(asked, CLAIMS["reviewed"]), than=IN_TIME),
    "unreviewed_late": lambda asked: _late(
        asked, _claims(asked, CLAIMS["unreviewed"]), than=IN_TIME
    ),
}


def _visible(user: User | AnonymousUser, on: Any) -> tuple[str, list[Any]]:
    seen = Task.objects.visible_to(user, on=on).order_by().values("pk")
    sql, params = seen.query.sql_with_params()
    return f"task_row IN ({sql})", list(params)


LISTED = (*TASKS, *REQUESTS, *CLAIMS, *OTHERS, *SUM_OF)


def is_listed(figure: str) -> bool:
    """Whether there is a list behind the count of that name."""
    return figure in LISTED
