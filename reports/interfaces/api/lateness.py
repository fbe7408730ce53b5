"""How late facts were recorded, over the API."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Organisation, User
from reports.domain.lateness import late_question, late_recording
from reports.interfaces.api.behind import SIZE, BehindOut, Paged
from reports.interfaces.api.serializers import FiguresOut, MadeOut, MeasureOut
from reports.interfaces.api.views import chosen
from reports.interfaces.asking.late import COUNTS
from reports.interfaces.reading import readable
from reports.queries.late_facts import LateFacts
from reports.rules.lateness import Lateness
from reports.rules.measures import MEASURES
from tasks.enums import Act
from tracker.clock import day_of, now_of
from tracker.lib.api.fields import Named
from tracker.lib.api.queries import Query, asked
from tracker.lib.api.schema import Error


class LateQuery(Query):
    from_day = serializers.DateField(
        required=False, help_text="The first Hanoi day of recording; by default 30 days before."
    )
    to_day = serializers.DateField(required=False, help_text="The last one; by default today.")
    programme = serializers.CharField(
        required=False, help_text="Its code; by default all of which the reader is a member."
    )
    organisation = Named(
        Organisation.objects, by="code", required=False, help_text="The code of who led then."
    )


class LateFactsQuery(LateQuery):
    """As for the report."""

    counted = serializers.ChoiceField(
        COUNTS, default="late", help_text="The count whose facts are asked for."
    )


class LateFactsPaged(Paged, LateFactsQuery):
    pass


class LatenessOut(serializers.Serializer[Any]):
    """Facts recorded, by how many working days after they happened; `longest` in such days."""

    def get_fields(self) -> dict[str, Any]:
        counts = {name: serializers.IntegerField() for name in Lateness().as_data()}
        return {**super().get_fields(), **counts}


class LateRowOut(LatenessOut):
    key = serializers.CharField(help_text="The code of who led the task when it happened.")
    name = serializers.CharField(help_text="In the language of the request.")


class RecordedDayOut(serializers.Serializer[Any]):
    day = serializers.DateField()
    recorded = serializers.IntegerField()
    late = serializers.IntegerField()


class DifferenceOut(serializers.Serializer[Any]):
    """As known then less as it happened; null where one of them is unknown."""

    def get_fields(self) -> dict[str, Any]:
        measures = {m.code: serializers.FloatField(allow_null=True) for m in MEASURES}
        return {**super().get_fields(), **measures}


class ComparedOut(serializers.Serializer[Any]):
    day = serializers.DateField()
    happened = FiguresOut()
    known = FiguresOut()
    difference = DifferenceOut()


class CleanUpOut(serializers.Serializer[Any]):
    """Days on which an unusual part of all late facts was recorded, and what they changed."""

    from_day = serializers.DateField()
    to_day = serializers.DateField()
    late = serializers.IntegerField(help_text="Late facts recorded on these days.")
    overdue_known = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Overdue as known then: on the eve of the first day, and on the last.",
    )
    overdue_happened = serializers.ListField(
        child=serializers.IntegerField(), help_text="The same as it happened."
    )


class LateStatementOut(MadeOut):
    """What is needed to ask for the same again, and to check it."""

    programme = serializers.CharField(allow_null=True)
    filters = serializers.DictField(child=serializers.CharField())
    recorded_from = serializers.DateField()
    cut_off = serializers.DateField(help_text="The last day of recording.")
    measures = MeasureOut(many=True, help_text="Those of the figures that are compared.")


class LateRecordingOut(serializers.Serializer[Any]):
    from_day = serializers.DateField()
    to_day = serializers.DateField()
    programme = serializers.CharField(allow_null=True)
    organisation = serializers.CharField(allow_null=True)
    totals = LatenessOut()
    rows = LateRowOut(many=True)
    days = RecordedDayOut(many=True)
    compared = ComparedOut(many=True)
    clean_up = CleanUpOut(allow_null=True)
    statement = LateStatementOut()


class LateRecording(APIView):
    """How many facts were recorded how late, and how far that moved the figures."""

    query = LateQuery

    @extend_schema(
        operation_id="late_recording_retrieve",
        parameters=[LateQuery],
        responses={200: LateRecordingOut, 404: Error},
    )
    def get(self, request: Request) -> Response:
        now, reader = now_of(request), cast("User", request.user)
        question = asked(self.query, request)
        programmes = readable(reader, on=day_of(now))
        question["programme"] = chosen(question.get("programme"), programmes)
        within = frozenset(programme.pk for programme in programmes)
        report = late_recording(now=now, within=within, reader=reader, **question)
        return Response(report.as_data())


class LateFactOut(serializers.Serializer[Any]):
    task = serializers.IntegerField(help_text="Its id.")
    code = serializers.CharField()
    title = serializers.CharField()
    lead = serializers.CharField(source="lead.code", help_text="Who led when it happened.")
    act = serializers.ChoiceField(Act.choices)
    by = serializers.CharField(help_text="Who recorded it; empty for nobody.")
    happened_on = serializers.DateField()
    recorded_at = serializers.DateTimeField()
    days = serializers.IntegerField(help_text="Working days from the one to the other.")
    reason = serializers.CharField(help_text="Why it was recorded late, if that was said.")


class LateFactsOut(BehindOut):
    results = LateFactOut(many=True)


class LateRecordingFacts(APIView):
    """The facts that a count of the report counts, the latest recorded first."""

    query = LateFactsPaged

    @extend_schema(
        operation_id="late_recording_list_retrieve",
        parameters=[LateFactsPaged],
        responses={200: LateFactsOut, 404: Error},
    )
    def get(self, request: Request) -> Response:
        now, reader = now_of(request), cast("User", request.user)
        words = asked(self.query, request)
        page, size = words.pop("page"), int(request.query_params.get("page_size", SIZE))
        counted, programmes = words.pop("counted"), readable(reader, on=day_of(now))
        words["programme"] = chosen(words.get("programme"), programmes)
        within = frozenset(programme.pk for programme in programmes)
        question = late_question(now=now, within=within, **words)
        facts = LateFacts(question, counted, user=reader, on=day_of(now))
        found = {
            "counted": len(LateFacts(question, counted)),
            "visible": len(facts),
            "results": facts[(page - 1) * size : page * size],
        }
        return Response(LateFactsOut(found).data)
