"""How the work goes, over the API."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from reports.domain.work import work
from reports.enums import Slice
from reports.interfaces.api.serializers import MadeOut, MeasureOut, RatesQuery
from reports.interfaces.api.views import chosen
from reports.interfaces.reading import readable
from reports.rules.work.counts import COUNTS
from reports.rules.work.measures import UNITS, WORK_MEASURES
from tasks.enums import DeadlineBasis, Knowledge, Organised
from tracker.clock import day_of, now_of
from tracker.lib.api.queries import asked
from tracker.lib.api.schema import Error


class WorkQuery(RatesQuery):
    """As for rates; tasks are counted with their lead, and neither crossed nor ranked."""

    # So a field of the base is left out.
    participation = None  # type: ignore[assignment]
    across = None  # type: ignore[assignment]
    rank = None  # type: ignore[assignment]
    least = None  # type: ignore[assignment]
    since = None  # type: ignore[assignment]


class WorkFiguresOut(serializers.Serializer[Any]):
    """Counts, and measures to four decimals: shares as fractions, times in days; null for none."""

    def get_fields(self) -> dict[str, Any]:
        counts = {name: serializers.IntegerField() for name in COUNTS}
        measures = {
            measure.code: serializers.FloatField(allow_null=True, help_text=measure.formula)
            for measure in WORK_MEASURES
        }
        return {**super().get_fields(), **counts, **measures}


class WorkRowOut(WorkFiguresOut):
    key = serializers.CharField(help_text="Code or number, as the filters take it.")
    name = serializers.CharField(help_text="In the language of the request.")


class WorkMeasureOut(MeasureOut):
    """How a figure of the totals was computed."""

    unit = serializers.ChoiceField(UNITS)
    numbers = serializers.CharField(help_text="The formula with the counts put in.")


class WorkStatementOut(MadeOut):
    measures = WorkMeasureOut(many=True)


class WorkOut(serializers.Serializer[Any]):
    as_of = serializers.DateField()
    knowledge = serializers.ChoiceField(Knowledge.choices)
    deadline = serializers.ChoiceField(DeadlineBasis.choices)
    organised = serializers.ChoiceField(Organised.choices)
    programme = serializers.CharField(allow_null=True)
    filters = serializers.DictField(child=serializers.CharField())
    by = serializers.ChoiceField(Slice.choices, allow_null=True)
    totals = WorkFiguresOut()
    rows = WorkRowOut(many=True)
    statement = WorkStatementOut()


class Work(APIView):
    """Ageing, risks, time to completion, extensions, returns, reviews and late recording."""

    query = WorkQuery

    @extend_schema(
        operation_id="work_retrieve", parameters=[WorkQuery], responses={200: WorkOut, 404: Error}
    )
    def get(self, request: Request) -> Response:
        now = now_of(request)
        question = {"as_of": day_of(now), **asked(self.query, request)}
        reader = cast("User", request.user)
        programmes = readable(reader, on=day_of(now))
        question["programme"] = chosen(question.get("programme"), programmes)
        within = frozenset(programme.pk for programme in programmes)
        return Response(work(now=now, within=within, reader=reader, **question).as_data())
