"""What is frozen of a meeting, over the API: its document, verified, and what became of it."""

from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from reports.interfaces.api import meeting_shapes as shapes
from reports.interfaces.api.meeting_base import Readable
from reports.models import Meeting, Snapshot
from reports.queries.meetings.parts import document_of
from reports.queries.meetings.seen import Following, Sight
from reports.queries.meetings.sided import Sides, sides_of
from reports.queries.meetings.since import since
from reports.queries.meetings.verifying import verify
from reports.rules.meetings.held import check_held
from reports.rules.meetings.passages import CLASSES
from reports.rules.meetings.since import Since
from reports.rules.meetings.wanted import Wanted
from tracker.clock import day_of, now_of
from tracker.lib.api.queries import asked

LINES = "application/jsonl"
PAGE = 50


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


def _snapshot(meeting: Meeting) -> Snapshot:
    """Raises Http404 where nothing is frozen yet."""
    found = Snapshot.objects.select_related("meeting")
    return generics.get_object_or_404(found, pk=meeting.pk)


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
