"""The lists of a meeting: what is overdue, due soon, at risk, or waits for somebody.

Each takes the same question as the rates and is exact for any past day, as it happened or as known
then. Each is a list whose length is the figure; the same number of queries for any number of lines.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta
from functools import partial
from typing import TypeVar

from reports.queries.calendar import calendar_for
from reports.queries.pack.listed import listed
from reports.queries.pack.sides import claims_by, obstacles_by, requests_by, undecided
from reports.queries.work.states import UNFINISHED
from reports.rules.pack.lists import ListedObstacle, ListedRequest, ListedReview, ListedTask
from reports.rules.report import Question
from reports.rules.work.urgency import SOON
from tasks.enums import Standing
from tasks.models import Extension, Obstacle, Submission
from tasks.rules.reviews import IN_TIME as REVIEWED_IN_TIME
from tasks.rules.reviews import waited
from tracker.clock import day_of
from tracker.lib.workdays import Calendar

IN_TIME = [each.value for each in Standing if each.value.startswith("in_time")]

Side = TypeVar("Side", Extension, Obstacle, Submission)
Line = TypeVar("Line")


def overdue_tasks(question: Question) -> list[ListedTask]:
    """The longest late first."""
    return listed(question, "state_standing = 'overdue'", order="state_due")


def coming_deadlines(question: Question, days: int = SOON) -> list[ListedTask]:
    """In time and due within so many days, the day itself included; the soonest first."""
    until = question.as_of + timedelta(days=days)
    return listed(
        question,
        "state_standing = ANY (%s) AND state_due <= %s",
        [IN_TIME, until],
        order="state_due",
    )


def at_risk_tasks(question: Question) -> list[ListedTask]:
    """In time, but silent or behind: see `reports.rules.work.urgency`. The soonest due first."""
    return listed(question, "risk IS NOT NULL", order="state_due")


def unclear_tasks(question: Question) -> list[ListedTask]:
    """Unfinished, and lacking one of the six clarities; what lacks most first."""
    found = listed(
        question,
        "state_standing = ANY (%s) AND state_lacking <> ''",
        [UNFINISHED],
        order="state_due",
    )
    return sorted(found, key=lambda task: -len(task.gaps))


def undecided_requests(question: Question) -> list[ListedRequest]:
    """Requests for a later deadline that nobody had decided; the longest waiting first."""
    found = requests_by(question).filter(undecided(question)).order_by("recorded_at", "pk")
    line = partial(_request, calendar=calendar_for(question))
    return _about(question, found, line)


def unanswered_obstacles(question: Question) -> list[ListedObstacle]:
    """What nobody had answered; the soonest due first."""
    open_ = obstacles_by(question).filter(undecided(question, "answered_on"))
    related = open_.select_related("asked", "raised_by").order_by("answer_by", "pk")
    return _about(question, related, _obstacle)


def waiting_reviews(question: Question) -> list[ListedReview]:
    """Submissions that waited for a secretary; the longest waiting first."""
    found = claims_by(question).filter(undecided(question)).order_by("recorded_at", "pk")
    line = partial(_review, calendar=calendar_for(question))
    return _about(question, found, line)


def _about(
    question: Question, sides: Iterable[Side], line: Callable[[Side, ListedTask], Line]
) -> list[Line]:
    """A line for each of `sides` whose task is in force and asked about."""
    found = list(sides)
    tasks = {task.pk: task for task in _of(question, {side.task_id for side in found})}
    return [line(side, tasks[side.task_id]) for side in found if side.task_id in tasks]


def _of(question: Question, tasks: Collection[int]) -> list[ListedTask]:
    return listed(question, "task_row = ANY (%s)", [sorted(tasks)], order="task_row")


def _request(request: Extension, task: ListedTask, calendar: Calendar) -> ListedRequest:
    return ListedRequest(
        task,
        request.asked_on,
        request.old_deadline,
        request.new_deadline,
        request.reason,
        waited(day_of(request.recorded_at), task.day, calendar),
    )


def _obstacle(obstacle: Obstacle, task: ListedTask) -> ListedObstacle:
    return ListedObstacle(
        task,
        str(obstacle.get_kind_display()),
        obstacle.text,
        obstacle.raised_by,
        obstacle.asked,
        obstacle.raised_on,
        obstacle.answer_by,
    )


def _review(claim: Submission, task: ListedTask, calendar: Calendar) -> ListedReview:
    recorded_on = day_of(claim.recorded_at)
    days = waited(recorded_on, task.day, calendar)
    product = f"{claim.get_product_kind_display()} {claim.product_number}"
    return ListedReview(
        task, product, claim.completed_on, recorded_on, days, is_late=days > REVIEWED_IN_TIME
    )
