"""What the views of tasks have in common: who asks, and which task they may see."""

from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from rest_framework import generics
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request

from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from tasks.interfaces.api.serializers.tasks import TaskOut
from tasks.models import Extension, Submission, Task
from tracker.clock import day_of, now_of


def reader(request: Request) -> User:
    """Whoever has signed in; the views let nobody else in."""
    return cast("User", request.user)


def visible_tasks(request: Request) -> QuerySet[Task]:
    """What the reader may see today."""
    return Task.objects.visible_to(reader(request), on=day_of(now_of(request)))


class Secretaries(IsAuthenticated):
    """What only secretaries ask for; whether it is their business, the domain decides."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        seats = seats_of(reader(request), on=day_of(now_of(request)))
        return bool(seats.where(Role.SECRETARY))


class SecretariesWrite(IsAuthenticated):
    """Of others the input is not even read; whether it is their business, the domain decides."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        method = request.method or ""
        if method in SAFE_METHODS or not hasattr(view, method.lower()):  # nobody may: 405
            return True
        seats = seats_of(reader(request), on=day_of(now_of(request)))
        return bool(seats.where(Role.SECRETARY))


class Tasks(generics.GenericAPIView[Task]):
    """The tasks that the reader may see today; any other does not exist (404)."""

    queryset = Task.objects.all()

    def get_queryset(self) -> QuerySet[Task]:
        return visible_tasks(self.request).select_related("programme")


def whole(request: Request, pk: int) -> Any:
    """All about one task, read anew, for its reader. Raises Http404 for one out of sight."""
    tasks = visible_tasks(request).select_related(*NAMED).prefetch_related(*PARTS)
    task = generics.get_object_or_404(tasks, pk=pk)
    today = day_of(now_of(request))
    seats = seats_of(reader(request), on=today)
    return TaskOut(task, context={"today": today, "seats": seats}).data


NAMED = ("programme", "clause__instrument__issuer", "lead", "unit", "officer", "authority")
DECIDED = ("by", "decided_by")
PARTS = (
    "updates__by",
    Prefetch(
        "submissions",
        Submission.objects.select_related(*DECIDED, "revoked_by").prefetch_related("evidence"),
    ),
    Prefetch("extensions", Extension.objects.select_related(*DECIDED, "instrument")),
)
