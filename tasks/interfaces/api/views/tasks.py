from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from tasks import domain
from tasks.domain.recording import check_may
from tasks.enums import Act, Knowledge
from tasks.interfaces.api.serializers.history import EventOut
from tasks.interfaces.api.serializers.queries import TaskQuery, ThenQuery
from tasks.interfaces.api.serializers.tasks import TaskOut, TaskRow
from tasks.interfaces.api.serializers.then import TaskThenOut
from tasks.interfaces.api.serializers.writing import DraftIn, EditIn
from tasks.interfaces.api.views.base import SecretariesWrite, Tasks, reader, visible_tasks, whole
from tasks.interfaces.sentences import told
from tasks.models import Task, TaskEvent
from tasks.queries.history import events_of
from tasks.queries.listing import filtered_tasks, size_of_figure
from tasks.queries.then import put_back, task_then
from tracker.clock import day_of, now_of
from tracker.lib.api.bodies import sent
from tracker.lib.api.paging import Pages
from tracker.lib.api.queries import PagedQuery, asked


class TaskPages(Pages):
    """With `counted` and `visible` where a figure is asked for."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        found = super().get_paginated_response_schema(schema)
        counts = {name: {"type": "integer"} for name in ("counted", "visible")}
        return found | {"properties": found["properties"] | counts}


class ListOfTasks(generics.ListAPIView[Task], Tasks):
    """Tasks in force today that the reader may see, each with its standing today."""

    permission_classes = (SecretariesWrite,)
    serializer_class = TaskRow
    pagination_class = TaskPages
    query = TaskQuery

    def get_queryset(self) -> QuerySet[Task]:
        on = day_of(now_of(self.request))
        tasks = filtered_tasks(reader(self.request), on=on, **asked(self.query, self.request))
        return tasks.select_related("programme", "clause__instrument", "lead")

    def paginate_queryset(self, queryset: Any) -> Any:
        """Of a past day, the tasks are shown as they were then."""
        page, given = super().paginate_queryset(queryset), asked(self.query, self.request)
        if page is None or "as_of" not in given:
            return page
        return put_back(page, day=given["as_of"], knowledge=given["knowledge"])

    def get_paginated_response(self, data: Any) -> Response:
        """What a figure counts need not be for this reader to see."""
        answer, given = super().get_paginated_response(data), asked(self.query, self.request)
        if given["figure"]:
            by, on = reader(self.request), day_of(now_of(self.request))
            answer.data["counted"] = size_of_figure(by, on=on, **given)
            answer.data["visible"] = filtered_tasks(by, on=on, **given).count()
        return answer

    def get_serializer_context(self) -> dict[str, Any]:
        today = day_of(now_of(self.request))
        if self.request.method == "GET":
            today = asked(self.query, self.request).get("as_of", today)
        return {**super().get_serializer_context(), "today": today}

    @extend_schema(request=DraftIn, responses={201: TaskOut})
    def post(self, request: Request) -> Response:
        """Draft a task; with `members`, a group of tasks (the answer is the parent)."""
        given = sent(request, DraftIn)
        draft = domain.draft_group if "members" in given else domain.draft_task
        task = draft(by=reader(request), now=now_of(request), **given)
        return Response(whole(request, task.pk), status=status.HTTP_201_CREATED)


class OneTask(Tasks):
    """One task."""

    serializer_class = TaskOut

    def get(self, request: Request, pk: int) -> Response:
        """All about one task, as this reader may see it."""
        return Response(whole(request, pk))

    @extend_schema(request=EditIn)
    def patch(self, request: Request, pk: int) -> Response:
        """Change what the task says; what is not named stays."""
        task, by, now = self.get_object(), reader(request), now_of(request)
        check_may(Act.EDIT, task, by=by, now=now)
        domain.edit_task(task, by=by, now=now, **sent(request, EditIn))
        return Response(whole(request, pk))


class TaskAsOf(Tasks):
    """One task as it was on a past day, in either way of knowing."""

    query = ThenQuery

    @extend_schema(
        operation_id="tasks_as_of_retrieve", parameters=[ThenQuery], responses=TaskThenOut
    )
    def get(self, request: Request, **_path: Any) -> Response:
        """Whether it was in force then, its standing, lead, deadlines, gaps and parts."""
        task, today = self.get_object(), day_of(now_of(request))
        given = asked(self.query, request)
        knowledge, day = Knowledge(given["knowledge"]), given.get("as_of", today)
        then = task_then(task, day=day, knowledge=knowledge, today=today)
        return Response(TaskThenOut(then).data)


class HistoryPages(Pages):
    ordering = "revision"


class History(generics.ListAPIView[TaskEvent]):
    """Every event of one task, oldest first; written by the database and never changed."""

    queryset = TaskEvent.objects.all()
    serializer_class = EventOut  # type: ignore[assignment]  # of events in words
    pagination_class = HistoryPages
    query = PagedQuery

    def get_queryset(self) -> QuerySet[TaskEvent]:
        asked(self.query, self.request)
        visible = visible_tasks(self.request)
        return events_of(generics.get_object_or_404(visible, pk=self.kwargs["pk"]))

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of events, in words."""
        return told(super().paginate_queryset(queryset) or [])
