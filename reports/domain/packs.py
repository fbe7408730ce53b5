from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from reports.domain.rates import answer_to, question_of
from reports.enums import Slice
from reports.queries import lists
from reports.queries.annex import Annex
from reports.queries.trend import trend
from reports.rules.lists import ListedTask
from reports.rules.pack import Lists, Pack, Told
from reports.rules.report import Question


def pack(*, now: datetime, title: str, held_on: date | None = None, **asked: Any) -> Pack:
    """All that a meeting is handed, of the question that `asked` words as `rates` takes them.

    The same number of queries for any number of tasks, but for the annex. Raises Refused for a day
    in the future.
    """
    question = question_of(now=now, by=Slice.ORGANISATION, **asked)
    return Pack(
        title,
        held_on,
        made_at=now,
        report=answer_to(question),
        blocks=answer_to(replace(question, by=Slice.BLOCK)).rows,
        trend=trend(question),
        lists=_lists(question),
        annex=Annex(question),
    )


def _lists(question: Question) -> Lists:
    return Lists(
        overdue=_told(lists.overdue_tasks(question)),
        coming=_told(lists.coming_deadlines(question)),
        requests=lists.undecided_requests(question),
        obstacles=lists.unanswered_obstacles(question),
        unclear=_told(lists.unclear_tasks(question)),
        reviews=lists.waiting_reviews(question),
    )


def _told(tasks: Sequence[ListedTask]) -> list[Told]:
    return [Told.of(task) for task in tasks]
