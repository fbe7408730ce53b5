"""Open reviews, and which of them are late: the secretaries' own lateness."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.queries import Seats
from tasks.enums import Act
from tasks.models import Extension, Submission, Task
from tasks.queries.inbox import waiting_extensions, waiting_submissions
from tasks.rules.reviews import IN_TIME, waited
from tracker.clock import day_of


@dataclass(frozen=True)
class Review:
    """What waits for a decision since the Hanoi day `since`, for so many working days.

    A review belongs to the secretaries of its programme together: they are `secretaries`.
    """

    act: Act
    asked: Submission | Extension
    since: date
    workdays: int
    secretaries: list[User]

    @property
    def task(self) -> Task:
        return self.asked.task

    @property
    def is_late(self) -> bool:
        return self.workdays > IN_TIME


def open_reviews(seats: Seats, *, on: date) -> list[Review]:
    """Submissions and requests for extension in the programmes overseen; the oldest first.

    As of the Hanoi day `on`, which is today. Four queries, for any number of reviews.
    """
    asked: Iterable[Submission | Extension] = chain(
        waiting_submissions(seats), waiting_extensions(seats)
    )
    found = sorted(asked, key=lambda one: one.recorded_at)
    who = _secretaries({one.task.programme.owner_id for one in found}, on)
    return [_review(one, who, on) for one in found]


def late_reviews(seats: Seats, *, on: date) -> list[Review]:
    """Those of `open_reviews` that are late."""
    return [review for review in open_reviews(seats, on=on) if review.is_late]


def _review(asked: Submission | Extension, who: dict[int, list[User]], on: date) -> Review:
    act = Act.SUBMIT if isinstance(asked, Submission) else Act.ASK_EXTENSION
    since = day_of(asked.recorded_at)
    return Review(act, asked, since, waited(since, on), who[asked.task.programme.owner_id])


def _secretaries(owners: set[int], on: date) -> dict[int, list[User]]:
    """Id of each organisation → who is a secretary there on the day, by name."""
    held = Membership.objects.held_on(on).filter(role=Role.SECRETARY, organisation__in=owners)
    found: dict[int, list[User]] = defaultdict(list)
    for one in held.select_related("user").order_by("user__full_name", "user__pk"):
        found[one.organisation_id].append(one.user)
    return found
