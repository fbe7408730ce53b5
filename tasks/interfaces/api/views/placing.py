"""Where organisations stand, from which day on."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Placement
from tasks import domain
from tasks.interfaces.api.serializers.placing import PlacementIn, PlacementOut, PlacementQuery
from tasks.interfaces.api.views.base import reader
from tasks.interfaces.api.views.mergers import PlansMergers
from tasks.queries.placements import placements_of
from tracker.clock import now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import asked


class Placements(generics.ListAPIView[Placement]):
    """Changes of where organisations stand. For secretaries and administrators."""

    permission_classes = (PlansMergers,)
    queryset = Placement.objects.all()
    serializer_class = PlacementOut
    pagination_class = Pages
    query = PlacementQuery

    def get_queryset(self) -> QuerySet[Placement]:
        given = asked(self.query, self.request)
        return placements_of(given.get("organisation"))

    @extend_schema(request=PlacementIn, responses={201: PlacementOut})
    def post(self, request: Request) -> Response:
        """From a day on, an organisation is part of another, and counts in a block."""
        placed = domain.place_organisation(
            by=reader(request), now=now_of(request), **sent(request, PlacementIn)
        )
        return Response(PlacementOut(placed).data, status=status.HTTP_201_CREATED)
