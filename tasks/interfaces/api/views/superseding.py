from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from tasks import domain
from tasks.interfaces.api.serializers.changing import ProposalOut, SupersedeIn, SupersedeQuery
from tasks.interfaces.api.serializers.instruments import InstrumentOut
from tasks.interfaces.api.views.base import Secretaries, reader, visible_tasks
from tasks.interfaces.fates import Said, verdicts
from tasks.models import Instrument
from tracker.clock import now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.queries import asked


class Supersede(generics.GenericAPIView[Instrument]):
    permission_classes = (Secretaries,)
    queryset = Instrument.objects.all()
    serializer_class = SupersedeIn
    query = SupersedeQuery

    @extend_schema(responses=ProposalOut(many=True))
    def get(self, request: Request, **_path: Any) -> Response:
        """What would become of each open task of the old instrument; changes nothing."""
        old = asked(self.query, request)["supersedes"]
        found = domain.preview_superseding(
            self.get_object(), supersedes=old, by=reader(request), now=now_of(request)
        )
        return Response([ProposalOut(one).data for one in found])

    @extend_schema(responses=InstrumentOut)
    def post(self, request: Request, **_path: Any) -> Response:
        """Put the instrument in the place of the old one: every task meets its fate, or none."""
        instrument = self.get_object()
        given = sent(request, SupersedeIn)
        said = [Said(**fate) for fate in given.pop("fates")]
        decided = verdicts(instrument, said, visible_tasks(request))
        domain.supersede(
            instrument, verdicts=decided, by=reader(request), now=now_of(request), **given
        )
        return Response(InstrumentOut(instrument).data)
