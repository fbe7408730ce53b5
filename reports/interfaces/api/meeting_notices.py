"""The notices in which a meeting ended, over the API: entered, tied to it, untied."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from reports.domain.concluding import conclude, tie_notice, untie_notice
from reports.interfaces.api import meeting_shapes as shapes
from reports.interfaces.api.meeting_base import Readable
from tracker.lib.api.bodies import sent


class Conclude(Readable):
    @extend_schema(request=shapes.NoticeIn, responses={201: shapes.MeetingOut})
    def post(self, request: Request, **_path: int) -> Response:
        """Enter the notice in which it ended, with its clauses. For secretaries."""
        meeting = self.prepared()
        conclude(meeting, **self.who, **sent(request, shapes.NoticeIn))
        return Response(self.whole(meeting.pk), status=status.HTTP_201_CREATED)


class Tie(Readable):
    @extend_schema(request=shapes.TieIn, responses=shapes.MeetingOut)
    def post(self, request: Request, **_path: int) -> Response:
        """It ended in this notice, which was entered elsewhere. For secretaries."""
        meeting = self.prepared()
        tie_notice(meeting, **self.who, **sent(request, shapes.TieIn))
        return Response(self.whole(meeting.pk))


class Untie(Readable):
    @extend_schema(request=shapes.TieIn, responses=shapes.MeetingOut)
    def post(self, request: Request, **_path: int) -> Response:
        """It did not end in this notice, from which no task was drafted since. For secretaries."""
        meeting = self.prepared()
        untie_notice(meeting, **self.who, **sent(request, shapes.TieIn))
        return Response(self.whole(meeting.pk))
