"""What is unclear, and how clear the tasks are."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from tasks.interfaces.api.serializers.clarity import (
    ScoresOut,
    ScoresQuery,
    UnclearOut,
    UnclearQuery,
)
from tasks.interfaces.api.views.base import reader
from tasks.models import Task
from tasks.queries.clarity import mending_of
from tasks.queries.programmes import programmes_of
from tasks.queries.unclear import scores_of, unclear_tasks
from tracker.clock import day_of, now_of
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import asked


class Unclear(generics.ListAPIView[Task]):
    """Unfinished tasks that the reader may see and that lack a clarity, with who must mend it."""

    queryset = Task.objects.all()
    serializer_class = UnclearOut
    pagination_class = Pages
    query = UnclearQuery

    def get_queryset(self) -> QuerySet[Task]:
        on = day_of(now_of(self.request))
        return unclear_tasks(reader(self.request), on=on, **asked(self.query, self.request))

    def paginate_queryset(self, queryset: Any) -> Any:
        """One page; who must mend its tasks is asked for once for them all."""
        self.page = super().paginate_queryset(queryset)
        return self.page

    def get_serializer_context(self) -> dict[str, Any]:
        on = day_of(now_of(self.request))
        mending = mending_of(list(getattr(self, "page", None) or ()), on=on)
        return {**super().get_serializer_context(), "mending": mending}


class Scores(generics.GenericAPIView[Task]):
    """How clear the tasks in force today are, in the programmes of which the reader is a member."""

    queryset = Task.objects.none()
    serializer_class = ScoresOut
    query = ScoresQuery

    @extend_schema(parameters=[ScoresQuery])
    def get(self, request: Request) -> Response:
        """By programme, and by the organisation that leads."""
        on, given = day_of(now_of(request)), asked(self.query, request)
        programmes = programmes_of(reader(request), on=on)
        if (wanted := given.get("programme")) is not None:
            programmes = programmes.filter(pk=wanted.pk)
        scores = scores_of(list(programmes), on=on, organisation=given.get("organisation"))
        found = {
            "programmes": _rows(scores.programmes),
            "organisations": _rows(scores.organisations),
        }
        return Response(ScoresOut(found).data)


def _rows(scores: dict[Any, Any]) -> list[dict[str, Any]]:
    return [{"whose": whose, "score": score} for whose, score in scores.items()]
