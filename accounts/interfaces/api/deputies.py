"""A head names who acts while they are away."""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.domain.deputies import end_deputy, name_deputy
from accounts.enums import Role
from accounts.interfaces.api.serializers import OrganisationName, PersonOut
from accounts.models import Deputy, Organisation, User
from accounts.queries import deputies_with, seats_of
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import Body, sent
from tracker.lib.api.fields import Named
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import PagedQuery, asked


class HeadsWrite(IsAuthenticated):
    """Of others the input is not even read; whether it is their business, the domain decides."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        if request.method != "POST":
            return True
        seats = seats_of(cast("User", request.user), on=day_of(now_of(request)))
        return bool(seats.own.where(Role.HEAD))


class DeputyOut(serializers.ModelSerializer[Deputy]):
    organisation = OrganisationName()
    head = PersonOut()
    deputy = PersonOut()

    class Meta:
        model = Deputy
        fields = ["id", "organisation", "head", "deputy", "from_day", "until_day", "ended_on"]
        read_only_fields = fields


class DeputyIn(Body):
    organisation = Named(Organisation.objects, by="code")
    deputy = Named(User.objects, by="username", help_text="Username.")
    from_day = serializers.DateField()
    until_day = serializers.DateField(help_text="The last day, included.")


class Deputies(generics.ListAPIView[Deputy]):
    """Whom the reader has named as deputy, and for whom the reader is one."""

    permission_classes = (HeadsWrite,)
    queryset = Deputy.objects.all()
    serializer_class = DeputyOut
    pagination_class = Pages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[Deputy]:
        asked(self.query, self.request)
        return deputies_with(cast("User", self.request.user))

    @extend_schema(request=DeputyIn, responses={201: DeputyOut})
    def post(self, request: Request) -> Response:
        """Name a deputy for some days. For the head of the organisation."""
        by, now = cast("User", request.user), now_of(request)
        named = name_deputy(by=by, now=now, **sent(request, DeputyIn))
        return Response(DeputyOut(named).data, status=status.HTTP_201_CREATED)


class EndDeputy(generics.GenericAPIView[Deputy]):
    permission_classes = (HeadsWrite,)
    queryset = Deputy.objects.all()
    serializer_class = DeputyOut

    def get_queryset(self) -> QuerySet[Deputy]:
        return deputies_with(cast("User", self.request.user))

    @extend_schema(request=None, responses=DeputyOut)
    def post(self, request: Request, **_path: Any) -> Response:
        """The deputy acts no more from today on. For the head who named them."""
        by = cast("User", request.user)
        ended = end_deputy(self.get_object(), by=by, now=now_of(request))
        return Response(DeputyOut(ended).data)
