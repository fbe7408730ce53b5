"""The lists behind figures, over the API: as far as the reader may see them, with both counts.

That behind a figure of tasks with their lead is `/tasks/` with `figure`.
"""

from collections.abc import Callable
from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from reports.domain.rates import question_of
from reports.interfaces.api.reporting import ReportingQuery
from reports.interfaces.api.serializers import RatesQuery
from reports.interfaces.api.views import chosen
from reports.interfaces.api.work import WorkQuery
from reports.interfaces.asking.behind import STANDINGS
from reports.interfaces.reading import readable
from reports.interfaces.wording.work import about
from reports.queries.due_reports import DueReports
from reports.queries.rates.joined import JoinedTasks
from reports.queries.work.lists import LISTED, Lines
from tasks.enums import Participation, Reporting, Standing
from tracker.clock import day_of, now_of
from tracker.lib.api.paging import MAX_PAGE
from tracker.lib.api.queries import Query, asked
from tracker.lib.api.schema import Error

# More lines than a list can have.
MAX_NUMBER = 1_000_000_000
SIZE = 50


class Paged(Query):
    page = serializers.IntegerField(default=1, min_value=1, max_value=MAX_NUMBER)
    page_size = serializers.IntegerField(default=SIZE, min_value=1, max_value=MAX_PAGE)


class JoinedQuery(RatesQuery):
    """As for rates, with those who join."""

    # So a field of the base is left out.
    by = None  # type: ignore[assignment]
    across = None  # type: ignore[assignment]
    participation = None  # type: ignore[assignment]
    rank = None  # type: ignore[assignment]
    least = None  # type: ignore[assignment]
    since = None  # type: ignore[assignment]
    standing = serializers.ChoiceField(
        STANDINGS, default="", help_text="Only these of the figure; by default all."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return super().validate(attrs) | {"participation": Participation.JOINED}


class DueReportsQuery(ReportingQuery):
    """As for the figures."""

    by = None  # type: ignore[assignment]
    reporting = serializers.ChoiceField(
        Reporting.choices, default="", help_text="Only this class of the figure; by default all."
    )


class WorkLinesQuery(WorkQuery):
    """As for the figures."""

    by = None  # type: ignore[assignment]
    figure = serializers.ChoiceField(
        LISTED, default="overdue", help_text="The count whose list is asked for."
    )


class JoinedPaged(Paged, JoinedQuery):
    pass


class DueReportsPaged(Paged, DueReportsQuery):
    pass


class WorkLinesPaged(Paged, WorkLinesQuery):
    pass


class BehindOut(serializers.Serializer[Any]):
    counted = serializers.IntegerField(help_text="What the figure counts.")
    visible = serializers.IntegerField(help_text="How much of it the reader may see.")


class CountedPartOut(serializers.Serializer[Any]):
    organisation = serializers.CharField(source="organisation.code")
    part = serializers.CharField()
    due = serializers.DateField(allow_null=True)
    standing = serializers.ChoiceField(Standing.choices)


class JoinedTaskOut(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    code = serializers.CharField()
    title = serializers.CharField()
    instrument = serializers.CharField()
    lead = serializers.CharField(source="lead.code")
    standing = serializers.ChoiceField(
        Standing.choices, help_text="That of the least favourable of its parts in the figure."
    )
    parts = CountedPartOut(many=True)


class DueReportOut(serializers.Serializer[Any]):
    task = serializers.IntegerField()
    code = serializers.CharField()
    title = serializers.CharField()
    instrument = serializers.CharField()
    lead = serializers.CharField(source="lead.code", help_text="Who led when it was due.")
    period_from = serializers.DateField()
    due_on = serializers.DateField()
    reported_on = serializers.DateField(allow_null=True)
    reporting = serializers.ChoiceField(Reporting.choices)


class WorkLineOut(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="task.pk")
    code = serializers.CharField(source="task.code")
    title = serializers.CharField(source="task.title")
    instrument = serializers.CharField(source="task.instrument")
    lead = serializers.CharField(source="task.lead.code")
    standing = serializers.ChoiceField(Standing.choices, source="task.standing")
    due = serializers.DateField(source="task.due", allow_null=True)
    why = serializers.SerializerMethodField(help_text="Why it is here, in words.")

    def get_why(self, line: Any) -> str:
        return about(line)


class JoinedOut(BehindOut):
    results = JoinedTaskOut(many=True)


class DueReportsOut(BehindOut):
    results = DueReportOut(many=True)


class WorkLinesOut(BehindOut):
    results = WorkLineOut(many=True)


def _listed(
    request: Request, query: type[Query], chosen_by: str, lines: Callable[..., Any]
) -> dict[str, Any]:
    """A page of the list, and both counts. Raises PermissionDenied for a member of nothing."""
    now, reader = now_of(request), cast("User", request.user)
    words = {"as_of": day_of(now), **asked(query, request)}
    # How large a page is, `asked` leaves to the list.
    page, size = words.pop("page"), int(request.query_params.get("page_size", SIZE))
    figure = words.pop(chosen_by)
    programmes = readable(reader, on=day_of(now))
    words["programme"] = chosen(words.get("programme"), programmes)
    within = frozenset(programme.pk for programme in programmes)
    question = question_of(now=now, within=within, **words)
    visible = lines(question, figure, user=reader, on=day_of(now))
    return {
        "counted": len(lines(question, figure)),
        "visible": len(visible),
        "results": visible[(page - 1) * size : page * size],
    }


class Joined(APIView):
    """The tasks that a figure by participation counts, each once."""

    query = JoinedPaged

    @extend_schema(
        operation_id="rates_joined_retrieve",
        parameters=[JoinedPaged],
        responses={200: JoinedOut, 404: Error},
    )
    def get(self, request: Request) -> Response:
        found = _listed(request, self.query, "standing", JoinedTasks)
        return Response(JoinedOut(found).data)


class Reports(APIView):
    """The reports due on regular tasks that a figure counts."""

    query = DueReportsPaged

    @extend_schema(
        operation_id="rates_reports_retrieve",
        parameters=[DueReportsPaged],
        responses={200: DueReportsOut, 404: Error},
    )
    def get(self, request: Request) -> Response:
        found = _listed(request, self.query, "reporting", DueReports)
        return Response(DueReportsOut(found).data)


class WorkLines(APIView):
    """What a count of the work counts, one by one."""

    query = WorkLinesPaged

    @extend_schema(
        operation_id="work_list_retrieve",
        parameters=[WorkLinesPaged],
        responses={200: WorkLinesOut, 404: Error},
    )
    def get(self, request: Request) -> Response:
        found = _listed(request, self.query, "figure", Lines)
        return Response(WorkLinesOut(found).data)
