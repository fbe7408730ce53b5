"""Ladders over the API: the rungs, what goes out on a day, and a change with its effect."""

from typing import Any, cast

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.interfaces.web.reader import Reader
from accounts.models import User
from accounts.queries import seats_of
from notifications.domain.ladder_changes import change_ladder, check_keeps_ladder
from notifications.domain.ladder_preview import preview_change
from notifications.interfaces.api.ladder_shapes import (
    ChangeIn,
    DecidedIn,
    EffectOut,
    LadderOut,
    PreviewOut,
    RungDecisionOut,
    RungOut,
)
from notifications.interfaces.ladder_rows import going
from notifications.models import Rung, RungDecision
from notifications.queries.day_preview import DayPreview, preview_day
from notifications.queries.forecast import FARTHEST
from notifications.queries.ladder import decisions_of, readable_ladders, rungs_of
from notifications.rules.ladder import LadderChange, NewRung
from tasks.models import Programme
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import MAX_PAGE, Pages, number_in
from tracker.lib.api.queries import PagedQuery, asked


def reader_of(request: Request) -> Reader:
    """Whoever has signed in; the views let nobody else in."""
    user, now = cast("User", request.user), now_of(request)
    return Reader(user, seats_of(user, on=day_of(now)), now)


def programme_of(reader: Reader, pk: int) -> Programme:
    """Raises Http404 for a ladder that is not the reader's to read."""
    return get_object_or_404(readable_ladders(reader.user, on=reader.today), pk=pk)


class KeepsLadder(IsAuthenticated):
    """Of others than its keepers the input is not even read."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        if request.method == "POST":
            reader = reader_of(request)
            programme = programme_of(reader, view.kwargs["pk"])
            check_keeps_ladder(reader.user, programme, on=reader.today)
        return True


class PreviewQuery(PagedQuery):
    day = serializers.DateField(required=False, help_text="Hanoi day; today where there is none.")


class Ladders(generics.ListAPIView[Programme]):
    """The programmes whose ladder the reader may read."""

    queryset = Programme.objects.all()
    serializer_class = LadderOut
    pagination_class = Pages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[Programme]:
        asked(self.query, self.request)
        reader = reader_of(self.request)
        return readable_ladders(reader.user, on=reader.today)


class LadderRungs(APIView):
    @extend_schema(operation_id="ladder", responses=RungOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The rungs of a programme, in use or not, in the order in which they come."""
        programme = programme_of(reader_of(request), pk)
        return Response(RungOut(rungs_of(programme), many=True).data)


class LadderPreview(APIView):
    query = PreviewQuery

    @extend_schema(operation_id="ladder_preview", responses=PreviewOut)
    def get(self, request: Request, pk: int) -> Response:
        """What went out on a day, or would leave on it if nothing changes until then."""
        reader = reader_of(request)
        programme = programme_of(reader, pk)
        day = asked(self.query, request).get("day", reader.today)
        if day > reader.today + FARTHEST:
            raise serializers.ValidationError({"day": _("So far ahead nothing is foretold.")})
        preview = preview_day(programme, day, now=reader.now)
        return Response(PreviewOut(_page(preview, request, reader)).data)


def _page(preview: DayPreview, request: Request, reader: Reader) -> dict[str, Any]:
    size = int(request.query_params.get("page_size", Pages.page_size))
    start, found = number_in(request), preview.entries
    if start > len(found):
        raise NotFound
    following = start + min(size, MAX_PAGE)
    words = request.query_params.copy()
    words["cursor"] = str(following)
    address = request.build_absolute_uri(f"?{words.urlencode()}")
    return {
        "day": preview.day,
        "notices": len(found),
        "people": len(preview.people),
        "urgent": preview.urgent,
        "gone": preview.gone,
        "next": address if following < len(found) else None,
        "results": going(preview, found[start:following], reader),
    }


class LadderChanges(generics.ListAPIView[RungDecision]):
    """What was decided about the rungs, in that order."""

    permission_classes = (KeepsLadder,)
    queryset = RungDecision.objects.all()
    serializer_class = RungDecisionOut
    pagination_class = Pages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[RungDecision]:
        asked(self.query, self.request)
        return decisions_of(programme_of(reader_of(self.request), self.kwargs["pk"]))

    @extend_schema(request=DecidedIn, responses={201: RungDecisionOut(many=True)})
    def post(self, request: Request, pk: int) -> Response:
        """Add a rung, take one out of use or put one back, or exchange one. For its keepers."""
        reader = reader_of(request)
        programme = programme_of(reader, pk)
        given = sent(request, DecidedIn)
        reason = given.pop("reason")
        change = _change(programme, given)
        made = change_ladder(programme, change, by=reader.user, now=reader.now, reason=reason)
        for one in made:
            one.rung.refresh_from_db()
        shown = RungDecisionOut(made, many=True).data
        return Response(shown, status=status.HTTP_201_CREATED)


class LadderChangePreview(APIView):
    permission_classes = (KeepsLadder,)

    @extend_schema(operation_id="ladder_change_preview", request=ChangeIn, responses=EffectOut)
    def post(self, request: Request, pk: int) -> Response:
        """How many notices more or fewer would leave on each of the next 30 days; changes nothing.

        For its keepers.
        """
        reader = reader_of(request)
        programme = programme_of(reader, pk)
        change = _change(programme, sent(request, ChangeIn))
        effect = preview_change(programme, change, by=reader.user, now=reader.now)
        return Response(EffectOut(effect).data)


def _change(programme: Programme, given: dict[str, Any]) -> LadderChange:
    new = given.get("adds")
    return LadderChange(
        adds=new and NewRung(**{**new, "audiences": tuple(new["audiences"])}),
        retires=_rung(programme, given, "retires"),
        restores=_rung(programme, given, "restores"),
    )


def _rung(programme: Programme, given: dict[str, Any], name: str) -> Rung | None:
    if name not in given:
        return None
    found = Rung.objects.filter(programme=programme, code=given[name]).first()
    if found is None:
        raise serializers.ValidationError({name: _("There is no such rung.")})
    return found
