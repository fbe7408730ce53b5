from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries import heirs_of
from tasks import domain
from tasks.domain.recording import check_may
from tasks.enums import Act
from tasks.interfaces.api.serializers.obstacles import (
    AnswerIn,
    ObstacleOut,
    ObstacleQuery,
    RaiseIn,
)
from tasks.interfaces.api.views.acts import ActView
from tasks.interfaces.api.views.base import reader
from tasks.models import Obstacle
from tasks.queries.obstacles import obstacles_of
from tasks.rules.obstacles import who_answers
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import asked


class Raise(ActView):
    """Report an obstacle or a petition, and who must answer it by when."""

    act, do, serializer_class = Act.RAISE, domain.raise_obstacle, RaiseIn


class Obstacles(generics.ListAPIView[Obstacle]):
    """Obstacles and petitions of the tasks that the reader may see."""

    queryset = Obstacle.objects.all()
    serializer_class = ObstacleOut
    pagination_class = Pages
    query = ObstacleQuery

    def get_queryset(self) -> QuerySet[Obstacle]:
        given = asked(self.query, self.request)
        on = day_of(now_of(self.request))
        return obstacles_of(reader(self.request), on=on).filter(**given)


class Answer(generics.GenericAPIView[Obstacle]):
    """Answer what an organisation of the reader's was asked."""

    queryset = Obstacle.objects.all()
    serializer_class = AnswerIn

    def get_queryset(self) -> QuerySet[Obstacle]:
        return obstacles_of(reader(self.request), on=day_of(now_of(self.request)))

    @extend_schema(responses=ObstacleOut)
    def post(self, request: Request, **_path: Any) -> Response:
        obstacle, by, now = self.get_object(), reader(request), now_of(request)
        obstacle.task.acting_at = who_answers(obstacle, heirs_of(day_of(now)))
        check_may(Act.ANSWER, obstacle.task, by=by, now=now)
        answered = domain.answer_obstacle(obstacle, by=by, now=now, **sent(request, AnswerIn))
        return Response(ObstacleOut(answered).data)
