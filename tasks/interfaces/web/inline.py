"""Reporting progress within the list of what is owed, without leaving it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.interfaces.web.reader import Reader, posted, reader_of
from tasks.enums import Act
from tasks.interfaces.web.lead_forms import Progress
from tasks.interfaces.web.owed import Row, row_of
from tasks.interfaces.web.summary import visible_task
from tasks.models import Task
from tasks.queries import inbox
from tasks.rules.permissions import may

# What everybody fills in; the rest is folded away until it is needed.
FIRST = ("percent", "count", "narrative")


@login_required
def task_inline(request: HttpRequest, pk: int) -> HttpResponse:
    """The form alone; once it has gone through, the row as it is now. 422 when a rule says no.

    Whoever asks for it as a page is sent to the page of the act.
    """
    reader = reader_of(request)
    task = visible_task(reader, pk)
    if not may(Act.PROGRESS, reader.seats, task):
        raise PermissionDenied
    if not request.headers.get("HX-Request"):
        return redirect("task_act", pk=pk, slug="progress")
    form = Progress(posted(request), task=task, reader=reader, auto_id=f"id_{pk}_%s")
    if form.performed():
        return _row(request, reader, pk, str(form.done))
    further = _fields(form, first=False)
    context = {
        "form": form,
        "task": task,
        "first": _fields(form, first=True),
        "further": further,
        "unfolded": any(field.errors for field in further),
    }
    status = 422 if form.is_bound else 200
    return render(request, "tasks/_inline_report.html", context, status=status)


def _fields(form: Progress, *, first: bool) -> list[Any]:
    return [field for field in form.visible_fields() if (field.name in FIRST) is first]


def _row(request: HttpRequest, reader: Reader, pk: int, done: str) -> HttpResponse:
    """In the place of the row, with what was done."""
    row: Row = row_of(_owed(reader, pk), reader) | {"done": done}
    answer = render(request, "tasks/_owed.html", {"row": row, "today": reader.today})
    answer["HX-Retarget"], answer["HX-Reswap"] = f"#task-{pk}", "outerHTML"
    return answer


def _owed(reader: Reader, pk: int) -> Task:
    return inbox.owed_by(reader.seats, on=reader.today).get(pk=pk)
