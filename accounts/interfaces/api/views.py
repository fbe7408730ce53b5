from typing import cast

from django.db.models import QuerySet, Value
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.interfaces.api.serializers import MeOut, OrganisationOut, OrganisationQuery
from accounts.models import Organisation, User
from tracker.clock import day_of, now_of
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import asked
from tracker.lib.functions import Fold


class Me(APIView):
    """Who am I: the person signed in, their language, and the roles they hold today."""

    @extend_schema(responses=MeOut, operation_id="me")
    def get(self, request: Request) -> Response:
        user = cast("User", request.user)
        return Response(MeOut(user, context={"today": day_of(now_of(request))}).data)


class Organisations(generics.ListAPIView[Organisation]):
    """Organisations, those of the past too unless `alive_on` is given."""

    queryset = Organisation.objects.select_related("parent").prefetch_related(
        "successions__successor"
    )
    serializer_class = OrganisationOut
    pagination_class = Pages
    query = OrganisationQuery

    def get_queryset(self) -> QuerySet[Organisation]:
        given = asked(self.query, self.request)
        queryset = super().get_queryset()
        if "alive_on" in given:
            queryset &= Organisation.objects.alive_on(given["alive_on"])
        if "block" in given:
            queryset = queryset.filter(block=given["block"])
        for word in given.get("text", "").split():
            queryset = queryset.filter(folded__contains=Fold(Value(word)))
        return queryset


class OneOrganisation(generics.RetrieveAPIView[Organisation]):
    """One organisation."""

    queryset = Organisations.queryset
    serializer_class = OrganisationOut
