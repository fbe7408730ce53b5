"""The secretaries' own lateness."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from accounts.enums import Role
from accounts.queries import seats_of
from tasks.interfaces.api.serializers.reviews import ReviewQuery, ReviewsOut
from tasks.interfaces.api.views.base import reader
from tasks.queries.reviews import Review, Turn, review_count, reviews_after, turn_of
from tasks.rules.reviews import IN_TIME
from tracker.clock import day_of, now_of
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import asked


class Overseers(IsAuthenticated):
    """Secretaries and auditors."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        seats = seats_of(reader(request), on=day_of(now_of(request)))
        return bool(seats.where(Role.SECRETARY, Role.AUDITOR))


class Reviews(APIView):
    """What waits for a decision of the secretaries."""

    permission_classes = (Overseers,)
    query = ReviewQuery

    @extend_schema(responses=ReviewsOut)
    def get(self, request: Request) -> Response:
        """Open reviews of the programmes that the reader oversees, and how long they wait.

        In pages, the longest waiting first; `late` counts all of them.
        """
        today = day_of(now_of(request))
        seats = seats_of(reader(request), on=today)
        wanted = asked(self.query, request).get("late")
        size = int(request.query_params.get("page_size", Pages.page_size))
        after = _turn(request.query_params.get("cursor"))
        found = reviews_after(seats, on=today, late=wanted, after=after, most=size + 1)
        answer = {
            "on": today,
            "in_time_workdays": IN_TIME,
            "late": review_count(seats, on=today, late=True),
            "next": _next(request, found[size - 1]) if len(found) > size else None,
            "reviews": found[:size],
        }
        return Response(ReviewsOut(answer).data)


def _next(request: Request, last: Review) -> str:
    """The address of the page that follows."""
    moment, kind, pk = turn_of(last.asked)
    cursor = f"{moment.isoformat()},{kind},{pk}"
    return str(replace_query_param(request.build_absolute_uri(), "cursor", cursor))


def _turn(cursor: str | None) -> Turn | None:
    """Raises NotFound for a cursor that we cannot have written."""
    if cursor is None:
        return None
    try:
        moment, kind, pk = cursor.split(",")
        found = datetime.fromisoformat(moment), kind, int(pk)
    except ValueError as fault:
        raise NotFound(Pages.invalid_cursor_message) from fault
    if found[0].tzinfo is None:
        raise NotFound(Pages.invalid_cursor_message)
    return found
