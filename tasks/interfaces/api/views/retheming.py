"""To which theme a clause belongs, from which day on."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from tasks import domain
from tasks.interfaces.api.serializers.placing import RethemingIn, RethemingOut
from tasks.interfaces.api.views.base import SecretariesWrite, reader
from tasks.models import Clause, Retheming
from tasks.queries.themes import rethemings_of
from tracker.clock import now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import PagedQuery, asked


class ClauseTheme(generics.ListAPIView[Retheming]):
    """Changes of the theme of a clause, the latest first."""

    permission_classes = (SecretariesWrite,)
    queryset = Retheming.objects.all()
    serializer_class = RethemingOut
    pagination_class = Pages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[Retheming]:
        asked(self.query, self.request)
        return rethemings_of(self._clause())

    def _clause(self) -> Clause:
        clause: Clause = generics.get_object_or_404(Clause, pk=self.kwargs["pk"])
        return clause

    @extend_schema(request=RethemingIn, responses={201: RethemingOut})
    def post(self, request: Request, **_path: Any) -> Response:
        """From a day on, the clause belongs to another theme, or to none. For secretaries."""
        changed = domain.retheme(
            self._clause(),
            by=reader(request),
            now=now_of(request),
            **sent(request, RethemingIn),
        )
        return Response(RethemingOut(changed).data, status=status.HTTP_201_CREATED)
