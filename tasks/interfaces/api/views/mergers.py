"""An organisation ends: what would pass to whom, and the merger itself."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from accounts.queries import seats_of
from tasks import domain
from tasks.domain.merging import check_may_merge, check_plans_mergers
from tasks.interfaces.api.serializers.mergers import (
    CallOffIn,
    MergerIn,
    MergerOut,
    MergerPreviewOut,
    MergerPreviewQuery,
)
from tasks.interfaces.api.views.base import reader, visible_tasks
from tasks.models import Merger, MergerChoice
from tasks.queries.mergers import all_mergers
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages, number_in
from tracker.lib.api.queries import PagedQuery, asked


class PlansMergers(IsAuthenticated):
    """Of others the input is not even read; whether a merger is theirs, the domain decides."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        check_plans_mergers(seats_of(reader(request), on=day_of(now_of(request))))
        return True


class Mergers(generics.ListAPIView[Merger]):
    """Organisations that end, planned and carried out. For secretaries and administrators."""

    permission_classes = (PlansMergers,)
    queryset = Merger.objects.all()
    serializer_class = MergerOut
    pagination_class = Pages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[Merger]:
        asked(self.query, self.request)
        return _shown(self.request)

    @extend_schema(request=MergerIn, responses={201: MergerOut})
    def post(self, request: Request) -> Response:
        """Plan a merger; if its day has come, what is open passes at once."""
        given, by, now = sent(request, MergerIn), reader(request), now_of(request)
        merger = domain.plan_merger(by=by, now=now, **given)
        domain.carry_out_mergers(now=now)
        shown = _shown(request).get(pk=merger.pk)
        return Response(MergerOut(shown).data, status=status.HTTP_201_CREATED)


def _shown(request: Request) -> QuerySet[Merger]:
    """With the choices that are about tasks which the reader may see."""
    chosen = MergerChoice.objects.filter(task__in=visible_tasks(request))
    choices = chosen.select_related("task", "successor").order_by("task__code_key", "pk")
    return all_mergers().prefetch_related(Prefetch("choices", choices))


class CallOffMerger(generics.GenericAPIView[Merger]):
    permission_classes = (PlansMergers,)
    queryset = Merger.objects.all()
    serializer_class = CallOffIn

    def get_queryset(self) -> QuerySet[Merger]:
        return _shown(self.request)

    @extend_schema(request=CallOffIn, responses=MergerOut)
    def post(self, request: Request, pk: int) -> Response:
        """Before its day, the organisation lives on as if it had not been planned."""
        merger = self.get_object()
        domain.call_off_merger(
            merger, by=reader(request), now=now_of(request), **sent(request, CallOffIn)
        )
        return Response(MergerOut(_shown(request).get(pk=pk)).data)


class MergerPreview(APIView):
    permission_classes = (PlansMergers,)
    query = MergerPreviewQuery

    @extend_schema(operation_id="merger_preview", responses=MergerPreviewOut)
    def get(self, request: Request) -> Response:
        """Every open task that would pass, and to whom; in pages."""
        given = asked(self.query, request)
        check_may_merge(given["predecessor"], by=reader(request), now=now_of(request))
        preview = domain.preview_merger(**given)
        size = int(request.query_params.get("page_size", Pages.page_size))
        found = preview.passings.after(number_in(request), size + 1)
        after = found[size - 1].task.pk if len(found) > size else None
        return Response(MergerPreviewOut(_previewed(preview, found[:size], request, after)).data)


def _previewed(preview: Any, found: list[Any], request: Request, after: int | None) -> Any:
    here = request.build_absolute_uri()
    return {
        "predecessor": preview.predecessor,
        "successor": preview.successor,
        "on": preview.on,
        "next": None if after is None else replace_query_param(here, "cursor", after),
        "passings": found,
    }
