"""A meeting for whoever reads it over the API: who may, and the whole of it with its figures."""

from typing import Any, cast

from django.db.models import QuerySet
from rest_framework import generics
from rest_framework.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.interfaces.api.serializers import PersonOut
from accounts.models import User
from accounts.queries import seats_of
from reports.interfaces.api import meeting_shapes as shapes
from reports.models import Meeting
from reports.queries.meetings.concluded import clauses_of, notices_of, ties_of
from reports.queries.meetings.pictures import Picture, picture_of
from reports.queries.meetings.visible import meetings_of
from reports.rules.report import figures
from tracker.clock import day_of, now_of

CLAUSES = 50  # of the notices of a meeting, that are told with it


class Readable(generics.GenericAPIView[Meeting]):
    """The meetings of the programmes of which the reader is a member; no other exists (404)."""

    queryset = Meeting.objects.all()
    serializer_class: Any = shapes.MeetingRow

    def get_queryset(self) -> QuerySet[Meeting]:
        return meetings_of(self.reader, on=day_of(now_of(self.request)))

    @property
    def reader(self) -> User:
        return cast("User", self.request.user)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.reader, "now": now_of(self.request)}

    def prepared(self) -> Meeting:
        """Of others than its secretaries the input is not even read."""
        return self._for(Role.SECRETARY)

    def overseen(self) -> Meeting:
        """Who sees all tasks of the programme."""
        return self._for(Role.SECRETARY, Role.AUDITOR)

    def _for(self, *roles: Role) -> Meeting:
        meeting = self.get_object()
        seats = seats_of(self.reader, on=day_of(now_of(self.request)))
        if not seats.has(*roles, at=meeting.programme.owner_id):
            raise PermissionDenied
        return meeting

    def whole(self, pk: int) -> dict[str, Any]:
        """The meeting read anew, with its figures."""
        today = day_of(now_of(self.request))
        meeting = meetings_of(self.reader, on=today).get(pk=pk)
        put = _put(None if meeting.called_off_at else picture_of(meeting, today=today))
        notices = _notices(meeting, self.reader, today)
        return dict(shapes.MeetingRow(meeting).data) | put | {"notices": notices}


def _put(picture: Picture | None) -> dict[str, Any]:
    """The figures, against the deadline in force, as those of `/rates/`; none without a picture."""
    if picture is None:
        return {"as_of": None, "totals": None, "blocks": [], "organisations": []}
    return {
        "as_of": picture.day.isoformat(),
        "totals": figures(picture.total()),
        **{
            by: [{"key": key, **figures(counts)} for key, counts in picture.sliced(by).items()]
            for by in ("blocks", "organisations")
        },
    }


def _notices(meeting: Meeting, reader: User, today: Any) -> list[dict[str, Any]]:
    return [
        {
            "instrument": notice.instrument.number,
            "instrument_id": notice.instrument.pk,
            "tied_by": PersonOut(notice.conclusion.by).data,
            "tied_at": notice.conclusion.recorded_at,
            "tasks": [
                {
                    "id": each.task.pk,
                    "code": each.task.code,
                    "title": each.task.title,
                    "standing": each.standing,
                }
                for entrusted in notice.clauses
                for each in entrusted.tasks
            ],
        }
        for notice in notices_of(
            ties_of(meeting)[0], reader, on=today, clauses=list(clauses_of(meeting)[:CLAUSES])
        )
    ]
