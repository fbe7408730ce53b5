"""The calendar of working days: its days, what was decided of them, and how a count came about."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tasks import domain
from tasks.domain.workdays import check_keeps_calendar
from tasks.interfaces.api.serializers.workdays import (
    CalendarDayOut,
    DayChangeQuery,
    DayDecisionIn,
    DayDecisionOut,
    ExplainQuery,
    ExplanationOut,
    MovedOut,
    YearQuery,
)
from tasks.interfaces.api.views.base import reader
from tasks.interfaces.calendar_changes import change_asked
from tasks.models import DayDecision
from tasks.queries.workdays import decisions, explained, told_days, working_calendar
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import PagedQuery, asked


class KeepsCalendar(IsAuthenticated):
    """Everybody reads; of others than administrators the input is not even read."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        if request.method == "POST" or isinstance(view, DayDecisionPreview):
            check_keeps_calendar(reader(request), on=day_of(now_of(request)))
        return True


class WorkingDays(APIView):
    query = YearQuery

    @extend_schema(operation_id="working_days", responses=CalendarDayOut(many=True))
    def get(self, request: Request) -> Response:
        """Every day of a year: whether it is worked, and why where it is as in no other week."""
        year = asked(self.query, request)["year"]
        days = told_days(date(year, 1, 1), date(year, 12, 31))
        return Response(CalendarDayOut(days, many=True).data)


class DayDecisions(generics.ListAPIView[DayDecision]):
    """What was decided of days, in that order; of the decisions on a day the last one holds."""

    permission_classes = (KeepsCalendar,)
    queryset = DayDecision.objects.all()
    serializer_class = DayDecisionOut
    pagination_class = Pages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[DayDecision]:
        asked(self.query, self.request)
        return decisions()

    @extend_schema(request=DayDecisionIn, responses={201: DayDecisionOut(many=True)})
    def post(self, request: Request) -> Response:
        """Decide that a day is off or worked, or withdraw that. For administrators."""
        given = sent(request, DayDecisionIn)
        words = {name: given.pop(name) for name in ("number", "reason")}
        by, now = reader(request), now_of(request)
        made = domain.decide(change_asked(**given), by=by, now=now, **words)
        return Response(DayDecisionOut(made, many=True).data, status=status.HTTP_201_CREATED)


class DayDecisionPreview(APIView):
    permission_classes = (KeepsCalendar,)
    query = DayChangeQuery

    @extend_schema(operation_id="day_decision_preview", responses=MovedOut(many=True))
    def get(self, request: Request) -> Response:
        """Which computed dates would be others; no deadline moves. For administrators."""
        change = change_asked(**asked(self.query, request))
        found = domain.preview_decision(change, by=reader(request), now=now_of(request))
        return Response(MovedOut(found, many=True).data)


class WorkdaysExplained(APIView):
    query = ExplainQuery

    @extend_schema(operation_id="working_days_explained", responses=ExplanationOut)
    def get(self, request: Request) -> Response:
        """The working days after a day: so many of them, or those until another day."""
        given = asked(self.query, request)
        start = given["after"]
        days = given.get("days", 0)
        end = given.get("until") or working_calendar().add_workdays(start, days)
        return Response(ExplanationOut(explained(min(start, end), max(start, end))).data)
