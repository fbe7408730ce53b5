"""Meetings over the API: planned, said anew, frozen, called off."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from reports.domain import meetings as domain
from reports.interfaces.api import meeting_shapes as shapes
from reports.interfaces.api.meeting_base import Readable
from reports.interfaces.reading import readable
from reports.models import Meeting
from reports.queries.meetings.concluded import ended_in
from tasks.interfaces.api.views.base import SecretariesWrite
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import asked


class NewestFirst(Pages):
    ordering = "-pk"


class Meetings(generics.ListAPIView[Meeting], Readable):
    """The meetings of the reader's programmes, planned and frozen, the newest first."""

    permission_classes = (SecretariesWrite,)
    pagination_class = NewestFirst
    query = shapes.MeetingsQuery

    def get_queryset(self) -> QuerySet[Meeting]:
        given = asked(self.query, self.request)
        readable(self.reader, on=day_of(now_of(self.request)))
        found = super().get_queryset()
        if "instrument" not in given:
            return found
        return found.filter(pk__in=ended_in(given["instrument"]))

    @extend_schema(request=shapes.MeetingIn, responses={201: shapes.MeetingOut})
    def post(self, request: Request) -> Response:
        """Plan a meeting. For secretaries of the programme's owner."""
        made = domain.plan_meeting(**self.who, **sent(request, shapes.MeetingIn))
        return Response(self.whole(made.pk), status=status.HTTP_201_CREATED)


class OneMeeting(Readable):
    @extend_schema(operation_id="meetings_retrieve", responses=shapes.MeetingOut)
    def get(self, _request: Request, **_path: int) -> Response:
        """One meeting with its figures: as frozen, or a preview."""
        return Response(self.whole(self.get_object().pk))

    @extend_schema(request=shapes.ChangeIn, responses=shapes.MeetingOut)
    def patch(self, request: Request, **_path: int) -> Response:
        """Say its name or its days anew, until it is frozen. For secretaries."""
        meeting = self.prepared()
        kept = {name: getattr(meeting, name) for name in ("name", "held_on", "cut_off")}
        domain.change_meeting(meeting, **self.who, **kept | sent(request, shapes.ChangeIn))
        return Response(self.whole(meeting.pk))


class Freeze(Readable):
    @extend_schema(request=None, responses=shapes.MeetingOut)
    def post(self, _request: Request, **_path: int) -> Response:
        """Keep what is recorded now about the cut-off for good. For secretaries."""
        meeting = self.prepared()
        domain.freeze(meeting, **self.who)
        return Response(self.whole(meeting.pk))


class CallOff(Readable):
    @extend_schema(request=shapes.CallOffMeetingIn, responses=shapes.MeetingOut)
    def post(self, request: Request, **_path: int) -> Response:
        """It is not held. Never frozen, and with no notice tied to it. For secretaries."""
        meeting = self.prepared()
        domain.call_off_meeting(meeting, **self.who, **sent(request, shapes.CallOffMeetingIn))
        return Response(self.whole(meeting.pk))
