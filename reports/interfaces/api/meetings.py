"""Meetings over the API: planned, frozen, called off, compared, verified, ended by a notice."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from accounts.enums import Role
from accounts.interfaces.api.serializers import PersonOut
from accounts.models import User
from accounts.queries import seats_of
from reports.domain import meetings as domain
from reports.domain.concluding import conclude, tie_notice, untie_notice
from reports.interfaces.api import meeting_shapes as shapes
from reports.interfaces.reading import readable
from reports.models import Meeting, Snapshot
from reports.queries.meetings.concluded import clauses_of, ended_in, notices_of, ties_of
from reports.queries.meetings.parts import document_of
from reports.queries.meetings.pictures import Picture, picture_of
from reports.queries.meetings.seen import Following, Sight
from reports.queries.meetings.sided import Sides, sides_of
from reports.queries.meetings.since import since
from reports.queries.meetings.verifying import verify
from reports.queries.meetings.visible import meetings_of
from reports.rules.meetings.held import check_held
from reports.rules.meetings.passages import CLASSES
from reports.rules.meetings.since import Since
from reports.rules.meetings.wanted import Wanted
from reports.rules.report import figures
from tasks.interfaces.api.views.base import SecretariesWrite, sent
from tracker.clock import day_of, now_of
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import asked

LINES = "application/jsonl"
PAGE = 50
CLAUSES = 50  # of the notices of a meeting, that are told with it


class NewestFirst(Pages):
    ordering = "-pk"


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


class Document(Readable):
    @extend_schema(responses={(200, LINES): OpenApiTypes.STR})
    def get(self, _request: Request, **_path: int) -> StreamingHttpResponse:
        """The frozen bytes: `sha256` is the digest of the first line. For secretaries and auditors.

        One JSON object on each line: the head, then each task.
        """
        pieces = document_of(_snapshot(self.overseen()))
        return StreamingHttpResponse(pieces, content_type=LINES)


class Verify(Readable):
    @extend_schema(responses=shapes.VerifiedOut)
    def get(self, _request: Request, **_path: int) -> Response:
        """Compute it anew from the history, and compare. For secretaries and auditors."""
        snapshot = _snapshot(self.overseen())
        found = verify(snapshot)
        return Response(
            {
                "holds": found.holds,
                "tasks": found.tasks,
                "sha256": snapshot.sha256,
                "count": found.count,
                "faults": [str(fault) for fault in found.faults],
                "notes": list(found.notes),
            }
        )


class Changes(Readable):
    may_conflict = True  # called off
    query = shapes.ChangesQuery

    @extend_schema(responses=shapes.ChangesOut)
    def get(self, request: Request, **_path: int) -> Response:
        """What became of each task since another meeting; 404 where there is none.

        The counts are of all tasks; the tasks come in pages, by code.
        """
        given = asked(self.query, request)
        meeting, today = self.get_object(), day_of(now_of(request))
        check_held(meeting)
        try:
            sides = sides_of(
                meeting,
                today=today,
                since=given.pop("since", None),
                until_now=bool(given.pop("until", None)),
            )
        except Meeting.DoesNotExist:
            sides = None
        if sides is None:
            raise NotFound(_("There is no earlier meeting to compare with."))
        picked = Following(
            Wanted(**_chosen(given), touched=not given),
            Sight(self.reader, meeting, on=today),
            size=int(request.query_params.get("page_size", PAGE)),
            after=request.query_params.get("cursor", ""),
        )
        passed = since(sides.before, sides.after, picked)
        return Response(_compared(sides, passed) | _listed(request, picked))


def _listed(request: Request, picked: Following) -> dict[str, Any]:
    """One page, and the address of the one that follows."""
    after = picked.next
    here = request.build_absolute_uri()
    return {
        "count": picked.count,
        "hidden": picked.hidden,
        "next": None if after is None else replace_query_param(here, "cursor", after),
        "tasks": shapes.PassageOut(picked.page, many=True).data,
    }


class CallOff(Readable):
    @extend_schema(request=shapes.CallOffMeetingIn, responses=shapes.MeetingOut)
    def post(self, request: Request, **_path: int) -> Response:
        """It is not held. Never frozen, and with no notice tied to it. For secretaries."""
        meeting = self.prepared()
        domain.call_off_meeting(meeting, **self.who, **sent(request, shapes.CallOffMeetingIn))
        return Response(self.whole(meeting.pk))


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


def _snapshot(meeting: Meeting) -> Snapshot:
    """Raises Http404 where nothing is frozen yet."""
    found = Snapshot.objects.select_related("meeting")
    return generics.get_object_or_404(found, pk=meeting.pk)


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


def _chosen(given: dict[str, Any]) -> dict[str, Any]:
    return {name: {value} if name in ("was", "became") else value for name, value in given.items()}


def _compared(sides: Sides, passed: Since) -> dict[str, Any]:
    table = {was: {now: passed.table[was, now] for now in CLASSES} for was in CLASSES}
    return {
        "since": sides.earlier.pk,
        "from_day": sides.before.day.isoformat(),
        "to_day": sides.after.day.isoformat(),
        "before": {name: passed.before[name] for name in CLASSES},
        "after": {name: passed.after[name] for name in CLASSES},
        "table": {was: {now: n for now, n in row.items() if n} for was, row in table.items()},
        "changes": {change.value: count for change, count in passed.changes.items()},
        "moved": {
            change.value: {name: n for name, n in net.items() if n}
            for change, net in passed.moved.items()
        },
        "facts": {fact.value: count for fact, count in passed.facts.items()},
    }
