from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from tasks import domain
from tasks.domain.recording import check_may
from tasks.enums import Act
from tasks.interfaces.api.serializers.occurrences import (
    OccurrenceOut,
    OccurrenceQuery,
    ReportIn,
)
from tasks.interfaces.api.views.base import reader
from tasks.models import Occurrence
from tasks.queries.occurrences import listed
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import asked

RELATED = ("task__lead", "task__programme", "report__by")


class Occurrences(generics.ListAPIView[Occurrence]):
    """The reporting occurrences of the regular tasks that the reader may see."""

    queryset = Occurrence.objects.all()
    serializer_class = OccurrenceOut
    pagination_class = Pages
    query = OccurrenceQuery

    def get_queryset(self) -> QuerySet[Occurrence]:
        given = asked(self.query, self.request)
        found = listed(reader(self.request), on=day_of(now_of(self.request)))
        return found.filter(**given).select_related(*RELATED)


class Report(generics.GenericAPIView[Occurrence]):
    """Report on one period."""

    queryset = Occurrence.objects.all()
    serializer_class = ReportIn

    def get_queryset(self) -> QuerySet[Occurrence]:
        found = listed(reader(self.request), on=day_of(now_of(self.request)))
        return found.select_related(*RELATED)

    @extend_schema(responses=OccurrenceOut)
    def post(self, request: Request, **_path: Any) -> Response:
        occurrence, by, now = self.get_object(), reader(request), now_of(request)
        check_may(Act.PROGRESS, occurrence.task, by=by, now=now)
        domain.report_occurrence(occurrence, by=by, now=now, **sent(request, ReportIn))
        return Response(OccurrenceOut(self.get_object()).data)
