"""The state of delivery over the API, for administrators."""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from notifications.domain.refusing import refuse_storm
from notifications.domain.storm import allow_storm
from notifications.domain.suppress import lift_suppression
from notifications.models import Incident, Message, Storm, SuppressedAddress
from notifications.queries.administrators import administers
from notifications.queries.delivery import delivery_state
from notifications.queries.storms import what_is_held
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import PagedQuery, asked


class Administers(IsAuthenticated):
    """Superusers and administrators."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        return administers(cast("User", request.user), on=day_of(now_of(request)))


class StormOut(serializers.ModelSerializer[Storm]):
    """Unusually many mails at once, which wait until `allowed_at`. Real time."""

    class Meta:
        model = Storm
        fields = [
            "id",
            "found_at",
            "mails",
            "allowed_at",
            "allowed_by",
            "refused_at",
            "refused_by",
            "reason",
            "urgent_too",
            "withheld",
            "over_at",
        ]
        read_only_fields = fields


class ShareOut(serializers.Serializer[Any]):
    programme = serializers.CharField(source="rung.programme.code")
    rung = serializers.CharField(source="rung.code")
    notices = serializers.IntegerField()
    people = serializers.IntegerField()


class ExampleOut(serializers.ModelSerializer[Message]):
    notices = serializers.IntegerField(source="about")

    class Meta:
        model = Message
        fields = ["id", "address", "subject", "notices"]
        read_only_fields = fields


class HeldOut(serializers.Serializer[Any]):
    """What waits, by rung, and the longest of the mails."""

    mails = serializers.IntegerField()
    people = serializers.IntegerField()
    notices = serializers.IntegerField()
    tasks = serializers.IntegerField()
    urgent = serializers.IntegerField(help_text="Notices that would leave at once.")
    urgent_mails = serializers.IntegerField(help_text="Mails with nothing else in them.")
    shares = ShareOut(many=True)
    examples = ExampleOut(many=True)


class RefusalIn(serializers.Serializer[Any]):
    reason = serializers.CharField()
    urgent_too = serializers.BooleanField(default=False)


class IncidentOut(serializers.ModelSerializer[Incident]):
    class Meta:
        model = Incident
        fields = ["at", "kind", "detail", "told_at"]
        read_only_fields = fields


class SuppressedOut(serializers.ModelSerializer[SuppressedAddress]):
    """An address that a mail server has refused for good, with its answer."""

    class Meta:
        model = SuppressedAddress
        fields = ["id", "address", "since", "answer", "lifted_at"]
        read_only_fields = fields


class DeliveryOut(serializers.Serializer[Any]):
    """Moments are real time; `silent_since` is null while sweeps go on."""

    silent_since = serializers.DateTimeField(allow_null=True)
    last_sweep_ended_at = serializers.DateTimeField(
        source="last_sweep.ended_at", allow_null=True, default=None
    )
    watcher_lives = serializers.BooleanField()
    waiting = serializers.IntegerField(help_text="Mails in the outbox.")
    resting = serializers.IntegerField(help_text="Those that wait for another try.")
    storm = StormOut(allow_null=True)
    incidents = IncidentOut(many=True)


class Delivery(APIView):
    permission_classes = (Administers,)

    @extend_schema(responses=DeliveryOut)
    def get(self, request: Request) -> Response:
        """Whether reminders are delivered, and what stands in their way."""
        del request

        return Response(DeliveryOut(delivery_state()).data)


class AllowStorm(generics.GenericAPIView[Storm]):
    permission_classes = (Administers,)
    queryset = Storm.objects.all()
    serializer_class = StormOut

    @extend_schema(request=None, responses=StormOut)
    def post(self, request: Request, **_path: Any) -> Response:
        """Let the mails leave that wait for a yes."""
        storm = allow_storm(self.get_object(), by=cast("User", request.user))
        return Response(StormOut(storm).data)


class RefuseStorm(generics.GenericAPIView[Storm]):
    permission_classes = (Administers,)
    queryset = Storm.objects.all()
    serializer_class = StormOut

    @extend_schema(request=RefusalIn, responses=StormOut)
    def post(self, request: Request, **_path: Any) -> Response:
        """Let nothing leave of what waits; but for what is urgent, unless `urgent_too`."""
        words = {"by": cast("User", request.user), **sent(request, RefusalIn)}
        return Response(StormOut(refuse_storm(self.get_object(), **words)).data)


class HeldMails(APIView):
    permission_classes = (Administers,)

    @extend_schema(responses=HeldOut)
    def get(self, request: Request) -> Response:
        """What waits in the outbox: how much, for how many, about what, with examples."""
        del request
        return Response(HeldOut(what_is_held()).data)


class Storms(generics.ListAPIView[Storm]):
    """Every time that unusually many mails waited, with who decided what and why."""

    permission_classes = (Administers,)
    queryset = Storm.objects.all()
    serializer_class = StormOut
    pagination_class = Pages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[Storm]:
        asked(self.query, self.request)
        return super().get_queryset()


class Suppressed(generics.ListAPIView[SuppressedAddress]):
    """Every address that was suppressed, the lifted ones too."""

    permission_classes = (Administers,)
    queryset = SuppressedAddress.objects.all()
    serializer_class = SuppressedOut
    pagination_class = Pages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[SuppressedAddress]:
        asked(self.query, self.request)
        return super().get_queryset()


class LiftSuppression(generics.GenericAPIView[SuppressedAddress]):
    permission_classes = (Administers,)
    queryset = SuppressedAddress.objects.all()
    serializer_class = SuppressedOut

    @extend_schema(request=None, responses=SuppressedOut)
    def post(self, request: Request, **_path: Any) -> Response:
        """Write to this address again."""
        lifted = lift_suppression(self.get_object(), by=cast("User", request.user))
        return Response(SuppressedOut(lifted).data)
