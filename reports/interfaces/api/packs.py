"""The pack of a meeting, ordered over the API."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from reports.domain.packs import check_reader
from reports.interfaces.api.jobs import JobOut
from reports.interfaces.pack.job import FORMATS, TOGETHER, ordered_pack
from reports.models import Meeting
from reports.queries.meetings.visible import meetings_of
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import sent


class PackIn(serializers.Serializer[Any]):
    format = serializers.ChoiceField(
        choices=FORMATS,
        default=TOGETHER,
        help_text="`zip` holds all of them. In the language of the request.",
    )


class MeetingPack(generics.GenericAPIView[Meeting]):
    """For secretaries and auditors of the programme; for others of its members 403."""

    queryset = Meeting.objects.all()
    serializer_class: Any = PackIn

    @extend_schema(operation_id="meetings_pack_create", request=PackIn, responses={202: JobOut})
    def post(self, request: Request, **_path: int) -> Response:
        """Order the Word document, the PDF and the workbook; `jobs/` says how far they are."""
        user, now = cast("User", request.user), now_of(request)
        self.queryset = meetings_of(user, on=day_of(now))
        meeting: Meeting = self.get_object()
        check_reader(meeting, by=user, now=now)
        form = sent(request, PackIn)["format"]
        job = ordered_pack(meeting, form, by=user, now=now)
        return Response(JobOut(job).data, status=status.HTTP_202_ACCEPTED)
