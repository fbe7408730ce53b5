"""The secretaries' own lateness."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.enums import Role
from accounts.queries import seats_of
from tasks.interfaces.api.serializers.reviews import ReviewQuery, ReviewsOut
from tasks.interfaces.api.views.base import reader
from tasks.queries.reviews import open_reviews
from tasks.rules.reviews import IN_TIME
from tracker.clock import day_of, now_of
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
        """All open reviews of the programmes that the reader oversees, and how long they wait.

        Not in pages: the list is as long as what is left undecided.
        """
        today = day_of(now_of(request))
        wanted = asked(self.query, request).get("late")
        found = open_reviews(seats_of(reader(request), on=today), on=today)
        answer = {
            "on": today,
            "in_time_workdays": IN_TIME,
            "late": sum(review.is_late for review in found),
            "reviews": [one for one in found if wanted in (None, one.is_late)],
        }
        return Response(ReviewsOut(answer).data)
