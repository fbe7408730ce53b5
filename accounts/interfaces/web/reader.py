"""Who reads a page: read once for each request, at the edge."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict

from accounts.models import User
from accounts.queries import Seats, seats_of
from tracker.clock import day_of, now_of


@dataclass(frozen=True)
class Reader:
    """The person, what they are today, and the moment of the request (aware, in Hanoi)."""

    user: User
    seats: Seats
    now: datetime

    @property
    def today(self) -> date:
        """The Hanoi day of the request."""
        return day_of(self.now)


def reader_of(request: HttpRequest) -> Reader:
    """Raises PermissionDenied for somebody who has not signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    if not hasattr(request, "tracker_reader"):
        now = now_of(request)
        if request.method == "GET":
            request.user.memory = {}  # type: ignore[attr-defined]
        seats = seats_of(request.user, on=day_of(now))
        request.tracker_reader = Reader(request.user, seats, now)  # type: ignore[attr-defined]
    reader: Reader = request.tracker_reader  # type: ignore[attr-defined]
    return reader


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the body of a POST, even an empty one; None otherwise."""
    return request.POST if request.method == "POST" else None
