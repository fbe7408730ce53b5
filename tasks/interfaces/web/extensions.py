"""Deadlines that were moved: what waits for a decision, and how often whose were."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.interfaces.web.reader import Reader, reader_of
from tasks.enums import Act
from tasks.interfaces.web.first import First, first
from tasks.models import Extension, Task
from tasks.queries import extensions
from tasks.rules.extensions import ExtensionCounts, asked_late
from tasks.rules.permissions import may


@login_required
def extension_list(request: HttpRequest) -> HttpResponse:
    """Of the tasks that the reader may see."""
    reader = reader_of(request)
    tasks = Task.objects.visible_to(reader.user, on=reader.today)
    by_lead = extensions.by_lead(tasks)
    waiting = first(extensions.waiting(tasks))
    context = {
        "waiting": First((_row(each, reader) for each in waiting), total=waiting.total),
        "by_lead": by_lead,
        "today": reader.today,
        "by_programme": extensions.by_programme(tasks),
        "total": sum((counts for _, counts in by_lead), ExtensionCounts()),
    }
    return render(request, "tasks/extensions.html", context)


def _row(extension: Extension, reader: Reader) -> dict[str, Any]:
    return {
        "extension": extension,
        "late": asked_late(extension),
        "may_decide": may(Act.GRANT_EXTENSION, reader.seats, extension.task),
    }
