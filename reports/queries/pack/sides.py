"""What was handed in about tasks by a day: reports, requests, claims and obstacles.

As it happened it counts from the day it tells of, as known then from its recorded moment. A review
begins with the recording, so submissions are the same both ways. Decisions are recorded on the day
they are made: the domain lets nobody choose that day.
"""

from typing import Any

from django.db.models import Q, QuerySet

from reports.rules.report import Question
from tasks.enums import Knowledge
from tasks.models import Extension, Obstacle, ProgressUpdate, Submission
from tracker.clock import end_of


def updates_by(question: Question) -> QuerySet[ProgressUpdate]:
    """Reports of progress about days up to the one asked about."""
    return ProgressUpdate.objects.filter(_by(question, "happened_on")).order_by()


def requests_by(question: Question) -> QuerySet[Extension]:
    """Requests for a later deadline, decided or not."""
    return Extension.objects.filter(_by(question, "asked_on")).order_by()


def claims_by(question: Question) -> QuerySet[Submission]:
    """Submissions recorded by the end of the day."""
    recorded = Submission.objects.filter(recorded_at__lt=end_of(question.as_of))
    return recorded.order_by()


def obstacles_by(question: Question) -> QuerySet[Obstacle]:
    """What was raised, answered or not."""
    return Obstacle.objects.filter(_by(question, "raised_on")).order_by()


def undecided(question: Question, decided_on: str = "decided_on") -> Q:
    """What was still open at the end of the day."""
    return Q(**{decided_on: None}) | Q(**{f"{decided_on}__gt": question.as_of})


def _by(question: Question, day: str) -> Q:
    by: dict[str, Any] = {f"{day}__lte": question.as_of}
    if question.knowledge is Knowledge.KNOWN:
        by["recorded_at__lt"] = end_of(question.as_of)
    return Q(**by)
