"""How regular tasks are reported on, over the API."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from reports.domain.reporting import reporting
from reports.interfaces.api.serializers import MadeOut, MeasureOut, RatesQuery
from reports.interfaces.api.views import chosen
from reports.interfaces.reading import readable
from reports.rules.reporting import REPORTING_RATE, SHOWN
from tasks.enums import Knowledge, Organised
from tracker.clock import day_of, now_of
from tracker.lib.api.queries import asked
from tracker.lib.api.schema import Error


class ReportingQuery(RatesQuery):
    """As for rates; occurrences have one deadline each, and are counted with the lead."""

    # So a field of the base is left out.
    across = None  # type: ignore[assignment]
    rank = None  # type: ignore[assignment]
    least = None  # type: ignore[assignment]
    since = None  # type: ignore[assignment]
    deadline = None  # type: ignore[assignment]
    participation = None  # type: ignore[assignment]


class ReportingFiguresOut(serializers.Serializer[Any]):
    """Counts of reporting occurrences, and the measure as a fraction to four decimals."""

    def get_fields(self) -> dict[str, Any]:
        counts = {name: serializers.IntegerField() for name in SHOWN}
        rate = serializers.FloatField(
            allow_null=True, min_value=0, max_value=1, help_text=REPORTING_RATE.formula
        )
        return {**super().get_fields(), **counts, REPORTING_RATE.code: rate}


class ReportingRowOut(ReportingFiguresOut):
    key = serializers.CharField(help_text="Code or number, as the filters take it.")
    name = serializers.CharField(help_text="In the language of the request.")


class ReportingStatementOut(MadeOut):
    """What is needed to ask for the same again, and to check it."""

    programme = serializers.CharField(allow_null=True)
    filters = serializers.DictField(child=serializers.CharField())
    cut_off = serializers.DateField()
    knowledge = serializers.ChoiceField(Knowledge.choices)
    organised = serializers.ChoiceField(Organised.choices)
    measures = MeasureOut(many=True)


class ReportingOut(serializers.Serializer[Any]):
    as_of = serializers.DateField()
    knowledge = serializers.ChoiceField(Knowledge.choices)
    organised = serializers.ChoiceField(Organised.choices)
    programme = serializers.CharField(allow_null=True)
    totals = ReportingFiguresOut()
    rows = ReportingRowOut(many=True)
    statement = ReportingStatementOut()


class ReportingRates(APIView):
    """The reporting occurrences of regular tasks by class, and how many were on time."""

    query = ReportingQuery

    @extend_schema(
        operation_id="reporting_rates_retrieve",
        parameters=[ReportingQuery],
        responses={200: ReportingOut, 404: Error},
    )
    def get(self, request: Request) -> Response:
        now, reader = now_of(request), cast("User", request.user)
        question = {"as_of": day_of(now), **asked(self.query, request)}
        programmes = readable(reader, on=day_of(now))
        question["programme"] = chosen(question.get("programme"), programmes)
        within = frozenset(programme.pk for programme in programmes)
        return Response(reporting(now=now, within=within, reader=reader, **question).as_data())
