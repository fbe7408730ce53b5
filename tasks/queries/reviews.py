"""Open reviews, and which of them are late: the secretaries' own lateness."""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.queries import Seats
from tasks.enums import Act
from tasks.models import Extension, Submission, Task
from tasks.queries.inbox import overseen, waiting_extensions, waiting_submissions
from tasks.queries.workdays import working_calendar
from tasks.rules.reviews import IN_TIME, due_on, last_late_day, waited
from tracker.clock import day_of, end_of
from tracker.lib.workdays import Calendar

CHUNK = 1000
RELATED = ("by", "decided_by", "task__lead", "task__programme", "task__clause__instrument")


@dataclass(frozen=True)
class Review:
    """What waits for a decision since the Hanoi day `since`, for so many working days.

    One by `due` is in time.

    A review belongs to the secretaries of its programme together: they are `secretaries`.
    """

    act: Act
    asked: Submission | Extension
    since: date
    workdays: int
    due: date
    secretaries: list[User]

    @property
    def task(self) -> Task:
        return self.asked.task

    @property
    def is_late(self) -> bool:
        return self.workdays > IN_TIME


def open_reviews(seats: Seats, *, on: date) -> list[Review]:
    """Submissions and requests for extension in the programmes overseen; the oldest first.

    As of the Hanoi day `on`, which is today. Five queries, for any number of reviews.
    """
    return list(each_review(seats, on=on))


def late_reviews(seats: Seats, *, on: date, most: int | None = None) -> list[Review]:
    """Those of `open_reviews` that are late; no more than the `most` oldest of them."""
    return list(islice(each_review(seats, on=on, late=True, most=most), most))


def review_count(seats: Seats, *, on: date, late: bool | None = None) -> int:
    """How many there are; how many are `late`, or are not."""
    waiting = _waiting(seats, on, working_calendar(), late=late)
    return sum(found.order_by().count() for found in waiting)


# By moment, kind and id: the order in which reviews wait.
Turn = tuple[datetime, str, int]


def turn_of(asked: Submission | Extension) -> Turn:
    """Where it stands among all that wait."""
    return asked.recorded_at, type(asked).__name__, asked.pk


def reviews_after(
    seats: Seats, *, on: date, late: bool | None = None, after: Turn | None = None, most: int
) -> list[Review]:
    """No more than `most` of `open_reviews`: those whose turn comes later than `after`."""
    found = each_review(seats, on=on, late=late, since=after[0] if after else None)
    return list(islice((one for one in found if not after or turn_of(one.asked) > after), most))


def review_of(
    kind: type[Submission] | type[Extension], pk: int, seats: Seats, *, on: date
) -> Review | None:
    """One of a programme overseen, whether it is decided or not; None where there is no such."""
    found = kind.objects.filter(pk=pk, task__in=overseen(seats)).select_related(*RELATED).first()
    if found is None:
        return None
    who = _secretaries([found.task.programme.owner_id], on)
    return _review(found, who, on, working_calendar())


def each_review(
    seats: Seats,
    *,
    on: date,
    late: bool | None = None,
    most: int | None = None,
    since: datetime | None = None,
) -> Iterator[Review]:
    """Those of `open_reviews`, one by one: those that are `late`, or are not, or all.

    With `most`, the oldest of them are among those that come first; with `since`, none was
    recorded before that moment.
    """
    calendar = working_calendar()
    waiting = _waiting(seats, on, calendar, late=late)
    if since:
        waiting = [found.filter(recorded_at__gte=since) for found in waiting]
    both = [found[:most] if most else found for found in waiting]
    who = _secretaries(seats.where(Role.SECRETARY, Role.AUDITOR), on)
    asked: Iterable[Submission | Extension] = heapq.merge(
        *(found.iterator(chunk_size=CHUNK) for found in both), key=turn_of
    )
    return (_review(one, who, on, calendar) for one in asked)


def _waiting(
    seats: Seats, on: date, calendar: Calendar, *, late: bool | None
) -> list["QuerySet[Any]"]:
    both: list[QuerySet[Any]] = [waiting_submissions(seats), waiting_extensions(seats)]
    if late is None:
        return both
    before = Q(recorded_at__lt=end_of(last_late_day(on, calendar)))
    return [found.filter(before if late else ~before) for found in both]


def _review(
    asked: Submission | Extension, who: dict[int, list[User]], on: date, calendar: Calendar
) -> Review:
    act = Act.SUBMIT if isinstance(asked, Submission) else Act.ASK_EXTENSION
    since = day_of(asked.recorded_at)
    days, due = waited(since, on, calendar), due_on(since, calendar)
    return Review(act, asked, since, days, due, who[asked.task.programme.owner_id])


def _secretaries(owners: Collection[int], on: date) -> dict[int, list[User]]:
    """Id of each organisation → who is a secretary there on the day, by name."""
    held = Membership.objects.held_on(on).filter(role=Role.SECRETARY, organisation__in=owners)
    found: dict[int, list[User]] = defaultdict(list)
    for one in held.select_related("user").order_by("user__sort_key", "user__pk"):
        found[one.organisation_id].append(one.user)
    return found
