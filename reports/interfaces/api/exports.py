"""Any list as a file, with the filters of the API: csv at once, a workbook as a job."""

from typing import Any, cast

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.interfaces.web.reader import Reader
from accounts.models import User
from reports.interfaces.api.jobs import JobOut
from reports.interfaces.exports import all_exports
from reports.interfaces.exports.asking import API, export_named, reader_at, words_of
from reports.interfaces.exports.serving import csv_answer, ordered
from tasks.interfaces.api.views.evidence import AnyKind
from tracker.clock import now_of
from tracker.lib.api.queries import PagedQuery, Query, asked
from tracker.lib.api.schema import Error
from tracker.lib.exporting.table import Table

NAMES = OpenApiParameter(
    "name", str, OpenApiParameter.PATH, description="One of the names that `exports/` lists."
)
FILTERS = "Narrowed by the parameters that `exports/` names for it."


class ExportOut(serializers.Serializer[Any]):
    name = serializers.SlugField()
    title = serializers.CharField(help_text="In the language of the request.")
    parameters = serializers.ListField(child=serializers.CharField())
    required = serializers.ListField(  # type: ignore[assignment]  # a field of that name
        child=serializers.CharField(), help_text="Those without which it cannot be had."
    )


class Exports(APIView):
    """The lists that can be had as files, and what narrows each."""

    @extend_schema(operation_id="exports_list", responses=ExportOut(many=True))
    def get(self, request: Request) -> Response:
        asked(Query, request)
        rows = [_described(name) for name in sorted(all_exports())]
        return Response(ExportOut(rows, many=True).data)


def _described(name: str) -> dict[str, Any]:
    export, paging = all_exports()[name], PagedQuery().fields
    fields = {key: field for key, field in export.query().fields.items() if key not in paging}
    required = [key for key, field in fields.items() if field.required]
    return {"name": name, "title": export.title, "parameters": [*fields], "required": required}


class OneExport(APIView):
    def table(self, request: Request, name: str) -> Table:
        """Raises as the list itself would for this reader and these parameters."""
        export, reader = export_named(name), self.reader(request)
        words = words_of(export, request.query_params, reader, asked=API)
        return export.table(reader, words or {})

    def reader(self, request: Request) -> Reader:
        return reader_at(cast("User", request.user), now_of(request))


class ExportCsv(OneExport):
    content_negotiation_class = AnyKind

    @extend_schema(
        operation_id="exports_csv_retrieve",
        description=f"The list as csv, however long it is. {FILTERS}",
        parameters=[NAMES],
        responses={(200, "text/csv"): OpenApiTypes.STR, 404: Error},
    )
    def get(self, request: Request, name: str) -> StreamingHttpResponse:
        return csv_answer(self.table(request, name), name, on=self.reader(request).today)


class ExportXlsx(OneExport):
    @extend_schema(
        operation_id="exports_xlsx_create",
        description=f"Order the list as a workbook; `jobs/` says how far it is. {FILTERS}",
        parameters=[NAMES],
        request=None,
        responses={202: JobOut, 404: Error},
    )
    def post(self, request: Request, name: str) -> Response:
        self.table(request, name)
        reader = self.reader(request)
        given = request.query_params
        job = ordered(name, given, asked=API, by=reader.user, now=reader.now)
        return Response(JobOut(job).data, status=status.HTTP_202_ACCEPTED)
