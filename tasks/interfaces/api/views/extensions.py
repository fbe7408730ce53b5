from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tasks.interfaces.api.serializers.extensions import ExtensionsOut, ExtensionsQuery
from tasks.interfaces.api.views.base import visible_tasks
from tasks.queries.extensions import by_lead, by_programme
from tasks.rules.extensions import ExtensionCounts
from tracker.lib.api.queries import asked


class Extensions(APIView):
    """How often deadlines were moved and by how many days, of the tasks the reader may see."""

    query = ExtensionsQuery

    @extend_schema(
        operation_id="extensions_retrieve",
        parameters=[ExtensionsQuery],
        responses=ExtensionsOut,
    )
    def get(self, request: Request) -> Response:
        tasks = visible_tasks(request).filter(**asked(self.query, request))
        led = by_lead(tasks)
        answer = {
            "totals": sum((counts for _, counts in led), ExtensionCounts()),
            "organisations": [{"of": of, "counts": counts} for of, counts in led],
            "programmes": [{"of": of, "counts": counts} for of, counts in by_programme(tasks)],
        }
        return Response(ExtensionsOut(answer).data)
