"""One task: the six clarities, its life so far, and what the reader can do."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.interfaces.web.reader import Reader, reader_of
from tasks.enums import Act, Outcome
from tasks.interfaces.sentences import told
from tasks.interfaces.web import occurrences
from tasks.interfaces.web.acts import pages_for
from tasks.interfaces.web.clarity import panel
from tasks.interfaces.web.doing import doing
from tasks.interfaces.web.obstacles import shown
from tasks.interfaces.web.relatives import relatives
from tasks.interfaces.web.summary import summary, visible_task
from tasks.interfaces.web.then import as_of
from tasks.interfaces.web.time_line import time_line
from tasks.models import Task
from tasks.queries.history import events_of
from tasks.queries.obstacles import RELATED as OBSTACLES
from tasks.queries.occurrences import of_task
from tasks.queries.parts import seen_parts
from tasks.rules.extensions import counts_among
from tasks.rules.next_acts import fits
from tasks.rules.permissions import may


@login_required
def task(request: HttpRequest, pk: int) -> HttpResponse:
    reader = reader_of(request)
    found = visible_task(reader, pk)
    life = _life(found, reader)
    clarities = panel(found, reader, life["acts"], may_edit=life["may_edit"])
    then = as_of(found, request.GET, today=reader.today)
    context = summary(found, reader) | life | clarities | then | doing(found, reader, life)
    context["line"] = time_line(found, life["history"], context["standing"], reader.today)
    return render(request, "tasks/task.html", context)


def _life(task: Task, reader: Reader) -> dict[str, Any]:
    return {
        "co_agencies": seen_parts([task], on=reader.today)[task.pk],
        "updates": list(task.updates.select_related("by")),
        "submissions": _submissions(task),
        "extensions": (extensions := list(_extensions(task))),
        "moved": counts_among(extensions),
        "obstacles": shown(task.obstacles.select_related(*OBSTACLES), reader),
        "occurrences": occurrences.shown(of_task(task, on=reader.today), reader),
        "history": told(events_of(task).order_by("-revision")),
        "members": _members(task, reader),
        "relatives": relatives(task, reader),
        "may_edit": fits(Act.EDIT, task) and may(Act.EDIT, reader.seats, task),
        "acts": pages_for(task, reader, any(e.outcome == Outcome.PENDING for e in extensions)),
    }


def _submissions(task: Task) -> "QuerySet[Any]":
    people = task.submissions.select_related("by", "decided_by", "revoked_by")
    return people.prefetch_related("evidence")


def _extensions(task: Task) -> "QuerySet[Any]":
    return task.extensions.select_related("by", "decided_by", "instrument")


def _members(task: Task, reader: Reader) -> "QuerySet[Task]":
    """The tasks of a group, or none."""
    if not task.is_group:
        return Task.objects.none()
    visible = Task.objects.visible_to(reader.user, on=reader.today)
    return visible.filter(parent=task).select_related("lead").order_by("code_key")
