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

from accounts.interfaces.api.serializers import PersonOut
from accounts.interfaces.web.reader import Reader
from accounts.models import User
from accounts.queries import seats_of
from notifications.domain.ladder_changes import change_ladder, check_keeps_ladder
from notifications.domain.ladder_preview import DayEffect, Effect, preview_change
from notifications.enums import Audience, Cause, NoticeState, Reason, Unit, Urgency
from notifications.interfaces.ladder_rows import Going, going
from notifications.models import Rung, RungDecision
from notifications.queries.day_preview import DayPreview, preview_day
from notifications.queries.forecast import FARTHEST
from notifications.queries.ladder import decisions_of, readable_ladders, rungs_of
from notifications.rules.ladder import LONGEST, LadderChange, NewRung
from notifications.rules.ladder_words import ladder_words
from tasks.models import Programme
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import Body
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


class LadderOut(serializers.ModelSerializer[Programme]):
    """A programme whose ladder the reader may read."""

    class Meta:
        model = Programme
        fields = ["id", "code", "name", "name_en"]
        read_only_fields = fields


class RungOut(serializers.ModelSerializer[Rung]):
    """`days` count from the day on which its cause begins, for a deadline from the deadline."""

    when = serializers.SerializerMethodField(help_text="In words.")

    class Meta:
        model = Rung
        fields = [
            *("code", "when", "cause", "days", "unit", "every", "audiences", "urgency"),
            "is_active",
        ]
        read_only_fields = fields

    def get_when(self, rung: Rung) -> str:
        return ladder_words(rung)


class RungDecisionOut(serializers.ModelSerializer[RungDecision]):
    rung = RungOut()
    by = PersonOut()

    class Meta:
        model = RungDecision
        fields = ["id", "rung", "ruling", "reason", "by", "recorded_at"]
        read_only_fields = fields


class NewRungIn(Body):
    """A rung that is to come."""

    cause = serializers.ChoiceField(choices=Cause.choices)
    days = serializers.IntegerField(
        default=0, min_value=-LONGEST, max_value=LONGEST, help_text="Negative before a deadline."
    )
    unit = serializers.ChoiceField(choices=Unit.choices, default=Unit.CALENDAR.value)
    every = serializers.IntegerField(
        required=False, allow_null=True, default=None, min_value=1, max_value=LONGEST
    )
    audiences = serializers.ListField(
        child=serializers.ChoiceField(choices=Audience.choices), allow_empty=False, max_length=8
    )
    urgency = serializers.ChoiceField(choices=Urgency.choices, default=Urgency.DIGEST.value)


class ChangeIn(Body):
    """One rung comes, goes, or is in use again; with `adds` and `retires` one is exchanged."""

    adds = NewRungIn(required=False)
    retires = serializers.CharField(required=False, help_text="Code of a rung.")
    restores = serializers.CharField(required=False, help_text="Code of a rung.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        named = attrs.keys() & {"adds", "retires", "restores"}
        if not named or ("restores" in named and len(named) > 1):
            raise serializers.ValidationError({"adds": _("Say what is to change.")})
        return attrs


class DecidedIn(ChangeIn):
    reason = serializers.CharField()


class DayEffectOut(serializers.Serializer[DayEffect]):
    day = serializers.DateField()
    more = serializers.SerializerMethodField(help_text="Notices that would leave, and do not now.")
    fewer = serializers.SerializerMethodField()
    people = serializers.SerializerMethodField(help_text="How many people it concerns.")

    def get_more(self, one: DayEffect) -> int:
        return len(one.more)

    def get_fewer(self, one: DayEffect) -> int:
        return len(one.fewer)

    def get_people(self, one: DayEffect) -> int:
        return len(one.people)


class EffectOut(serializers.Serializer[Effect]):
    """Days until `until` on which something differs; `counted` of `tasks` open tasks."""

    more = serializers.IntegerField()
    fewer = serializers.IntegerField()
    until = serializers.DateField()
    counted = serializers.IntegerField()
    tasks = serializers.IntegerField()
    days = DayEffectOut(many=True)
    people = PersonOut(source="readers", many=True)


class GoingOut(serializers.Serializer[Going]):
    """A notice of a day; `code` is empty for whoever does not see the task."""

    recipient = PersonOut(source="line.recipient")
    task = serializers.IntegerField(source="line.entry.task", help_text="Id.")
    code = serializers.CharField(help_text="Of the task.")
    rung = serializers.CharField(source="line.rung.code")
    when = serializers.CharField(help_text="The rung in words.")
    urgency = serializers.ChoiceField(choices=Urgency.choices, source="line.rung.urgency")
    about = serializers.CharField(source="line.entry.about", help_text="The occasion.")
    step = serializers.CharField(source="line.entry.step")
    anchor = serializers.DateField(source="line.entry.anchor", help_text="Counted from.")
    due_day = serializers.DateField(source="line.entry.due_day")
    state = serializers.ChoiceField(choices=NoticeState.choices)
    settled_at = serializers.DateTimeField(source="line.entry.at", allow_null=True)
    withheld = serializers.ChoiceField(
        choices=Reason.choices,
        source="line.withheld",
        allow_null=True,
        help_text="Why it would be told in the application only.",
    )


class PreviewOut(serializers.Serializer[Any]):
    day = serializers.DateField()
    notices = serializers.IntegerField()
    people = serializers.IntegerField()
    urgent = serializers.IntegerField()
    gone = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    results = GoingOut(many=True)


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
        given = _sent(request, DecidedIn)
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
        change = _change(programme, _sent(request, ChangeIn))
        effect = preview_change(programme, change, by=reader.user, now=reader.now)
        return Response(EffectOut(effect).data)


def _sent(request: Request, body: type[Body]) -> dict[str, Any]:
    serializer = body(data=request.data)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


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
