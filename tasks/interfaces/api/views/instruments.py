from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Value
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from tasks import domain
from tasks.interfaces.api.serializers.instruments import (
    ClauseEdit,
    ClauseIn,
    ClauseOut,
    InstrumentIn,
    InstrumentOut,
    InstrumentQuery,
    InstrumentRow,
    ProgrammeOut,
    ThemeOut,
)
from tasks.interfaces.api.views.base import SecretariesWrite, reader
from tasks.models import Clause, Instrument, Programme, Theme
from tracker.clock import now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import PagedQuery, asked
from tracker.lib.functions import Fold


class Instruments(generics.ListAPIView[Instrument]):
    """The documents that assign tasks."""

    permission_classes = (SecretariesWrite,)
    queryset = Instrument.objects.select_related("issuer")
    serializer_class = InstrumentRow
    pagination_class = Pages
    query = InstrumentQuery

    def get_queryset(self) -> QuerySet[Instrument]:
        given = asked(self.query, self.request)
        queryset = super().get_queryset()
        for word in given.pop("text", "").split():
            queryset = queryset.filter(folded__contains=Fold(Value(word)))
        return queryset.filter(**given)

    @extend_schema(request=InstrumentIn, responses={201: InstrumentOut})
    def post(self, request: Request) -> Response:
        """Enter an instrument, with its clauses in their order. For secretaries."""
        given = sent(request, InstrumentIn)
        instrument = domain.enter_instrument(by=reader(request), now=now_of(request), **given)
        return Response(InstrumentOut(instrument).data, status=status.HTTP_201_CREATED)


class OneInstrument(generics.RetrieveAPIView[Instrument]):
    """One instrument with its clauses."""

    queryset = Instrument.objects.select_related("issuer").prefetch_related(
        "clauses__theme", "amends", "supersedes", "superseded_by"
    )
    serializer_class = InstrumentOut


class Clauses(generics.GenericAPIView[Instrument]):
    permission_classes = (SecretariesWrite,)
    queryset = Instrument.objects.all()
    serializer_class = ClauseIn

    @extend_schema(responses={201: ClauseOut})
    def post(self, request: Request, **_path: Any) -> Response:
        """Add a clause at the end of the instrument. For secretaries."""
        instrument = self.get_object()
        given = sent(request, ClauseIn)
        clause: Clause = domain.add_clause(
            instrument, by=reader(request), now=now_of(request), **given
        )
        return Response(ClauseOut(clause).data, status=status.HTTP_201_CREATED)


class OneClause(generics.RetrieveAPIView[Clause]):
    """One clause, as it is now."""

    permission_classes = (SecretariesWrite,)
    queryset = Clause.objects.select_related("instrument", "theme")
    serializer_class = ClauseOut

    @extend_schema(request=ClauseEdit, responses=ClauseOut)
    @transaction.atomic
    def patch(self, request: Request, **_path: Any) -> Response:
        """Another number, text or place; frozen documents keep what they say. For secretaries."""
        clause, given = self.get_object(), sent(request, ClauseEdit)
        by, now = reader(request), now_of(request)
        if "after" in given:
            domain.move_clause(clause, after=given.pop("after"), by=by, now=now)
        changed: Clause = domain.edit_clause(clause, **given, by=by, now=now)
        return Response(ClauseOut(changed).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, **_path: Any) -> Response:
        """Take out a clause from which no task ever came. For secretaries."""
        domain.remove_clause(self.get_object(), by=reader(request), now=now_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class Programmes(generics.ListAPIView[Programme]):
    """What is monitored as one."""

    queryset = Programme.objects.select_related("owner")
    serializer_class = ProgrammeOut
    pagination_class = Pages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[Programme]:
        asked(self.query, self.request)
        return super().get_queryset()


class Themes(generics.ListAPIView[Theme]):
    """The groups of work that clauses belong to."""

    queryset = Theme.objects.all()
    serializer_class = ThemeOut
    pagination_class = Pages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[Theme]:
        asked(self.query, self.request)
        return super().get_queryset()
