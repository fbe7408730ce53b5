"""The lists of a meeting: what is overdue, due soon, at risk, or waits for somebody.

Each takes the same question as the rates and is exact for any past day, as it happened or as known
then. Each is a list whose length is the figure; no more than its beginning is held in memory.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from reports.enums import Age
from reports.queries.calendar import calendar_for
from reports.queries.pack.beside import EVERYWHERE, Sides, Within, beside
from reports.queries.pack.listed import listing
from reports.queries.pack.sides import claims_by, obstacles_by, requests_by, undecided
from reports.queries.work.states import UNFINISHED, rows
from reports.rules.pack.lists import (
    ListedObstacle,
    ListedRequest,
    ListedReview,
    ListedTask,
    Listing,
)
from reports.rules.report import Question
from reports.rules.work.urgency import SOON, age_of_days
from tasks.enums import Standing
from tasks.models import Extension, Obstacle, Submission
from tasks.rules.reviews import IN_TIME as REVIEWED_IN_TIME
from tasks.rules.reviews import waited
from tracker.clock import day_of
from tracker.lib.workdays import Calendar

IN_TIME = [each.value for each in Standing if each.value.startswith("in_time")]
OVERDUE = f"state_standing = '{Standing.OVERDUE.value}'"


def overdue_tasks(question: Question) -> Listing[ListedTask]:
    """The longest late first."""
    return listing(question, OVERDUE, order="state_due")


def overdue_ages(question: Question) -> dict[Age, int]:
    """How many of them are how late. One query."""
    by_day = f"SELECT state_due, count(*) FROM worked WHERE {OVERDUE} GROUP BY 1"  # noqa: S608
    return ages(rows(question, by_day), question.as_of)


def ages(counts: Iterable[tuple[date, int]], day: date) -> dict[Age, int]:
    """Pairs of a deadline and of how many tasks are overdue since, put together."""
    found = dict.fromkeys(Age, 0)
    for due, tasks in counts:
        found[age_of_days((day - due).days)] += tasks
    return found


def coming_deadlines(question: Question, days: int = SOON) -> Listing[ListedTask]:
    """In time and due within so many days, the day itself included; the soonest first."""
    until = question.as_of + timedelta(days=days)
    return listing(
        question,
        "state_standing = ANY (%s) AND state_due <= %s",
        [IN_TIME, until],
        order="state_due",
    )


def at_risk_tasks(question: Question) -> Listing[ListedTask]:
    """In time, but silent or behind: see `reports.rules.work.urgency`. The soonest due first."""
    return listing(question, "risk IS NOT NULL", order="state_due")


def unclear_tasks(question: Question) -> Listing[ListedTask]:
    """Unfinished, and lacking one of the six clarities; what lacks most first."""
    return listing(
        question,
        "state_standing = ANY (%s) AND state_lacking <> ''",
        [UNFINISHED],
        order="cardinality(string_to_array(state_lacking, ',')) DESC, state_due",
    )


def undecided_requests(question: Question, within: Within = EVERYWHERE) -> Listing[ListedRequest]:
    """Requests for a later deadline that nobody had decided; the longest waiting first."""
    line = partial(_request, calendar=calendar_for(question))
    sides = requests_by(question).filter(undecided(question))
    return beside(question, Sides(sides, "recorded_at", line), within)


def unanswered_obstacles(
    question: Question, within: Within = EVERYWHERE
) -> Listing[ListedObstacle]:
    """What nobody had answered; the soonest due first."""
    open_ = obstacles_by(question).filter(undecided(question, "answered_on"))
    related = open_.select_related("asked", "raised_by")
    return beside(question, Sides(related, "answer_by", _obstacle), within)


def waiting_reviews(question: Question, within: Within = EVERYWHERE) -> Listing[ListedReview]:
    """Submissions that waited for a secretary; the longest waiting first."""
    line = partial(_review, calendar=calendar_for(question))
    sides = claims_by(question).filter(undecided(question))
    return beside(question, Sides(sides, "recorded_at", line), within)


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
