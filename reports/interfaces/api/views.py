from typing import cast

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from reports.domain.rates import rates
from reports.interfaces.api.serializers import RatesOut, RatesQuery
from reports.interfaces.reading import readable
from tasks.models import Programme
from tracker.clock import day_of, now_of
from tracker.lib.api.queries import asked
from tracker.lib.api.schema import Error


class Rates(APIView):
    """The standings and measures of the programmes of which the reader is a member."""

    query = RatesQuery

    @extend_schema(
        operation_id="rates_retrieve",
        parameters=[RatesQuery],
        responses={200: RatesOut, 404: Error},
    )
    def get(self, request: Request) -> Response:
        now = now_of(request)
        question = {"as_of": day_of(now), **asked(self.query, request)}
        reader = cast("User", request.user)
        programmes = readable(reader, on=day_of(now))
        question["programme"] = chosen(question.get("programme"), programmes)
        within = frozenset(programme.pk for programme in programmes)
        return Response(rates(now=now, within=within, reader=reader, **question).as_data())


def chosen(code: str | None, programmes: list[Programme]) -> Programme | None:
    """Raises NotFound alike for a programme that is unknown and for one that is not theirs."""
    if code is None:
        return None
    for programme in programmes:
        if programme.code == code:
            return programme
    raise NotFound(_("There is no such programme, or you are no member of it."))
