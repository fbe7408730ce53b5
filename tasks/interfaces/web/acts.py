"""The page of one act on one task."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.interfaces.web.reader import Reader, posted, reader_of
from tasks.interfaces.web import (
    changing_forms,
    lead_forms,
    obstacles,
    part_forms,
    secretary_forms,
)
from tasks.interfaces.web.act_form import ActForm
from tasks.interfaces.web.submit_form import Submit
from tasks.interfaces.web.summary import summary, visible_task
from tasks.models import Task
from tasks.rules.next_acts import fits, next_acts
from tasks.rules.permissions import may

# The last part of the address → the form. An extension is decided one way or the other on one page.
ACT_FORMS: dict[str, type[ActForm]] = {
    "assign": secretary_forms.Assign,
    "progress": lead_forms.Progress,
    "submit": Submit,
    "accept": secretary_forms.Accept,
    "return": secretary_forms.Return,
    "raise": obstacles.Raise,
    "ask-extension": lead_forms.AskExtension,
    "decide-extension": secretary_forms.DecideExtension,
    "hand-down": part_forms.HandDown,
    "part-progress": part_forms.PartProgress,
    "part-done": part_forms.PartDone,
    "part-return": part_forms.PartReturn,
    "suspend": secretary_forms.Suspend,
    "resume": secretary_forms.Resume,
    "withdraw": secretary_forms.Withdraw,
    "end": secretary_forms.End,
    "reassign": changing_forms.Reassign,
    "split": changing_forms.Split,
    "merge": changing_forms.Merge,
    "discard": changing_forms.Discard,
    "revoke": secretary_forms.Revoke,
}


def pages_for(task: Task, reader: Reader, extension_open: bool) -> list[dict[str, Any]]:
    """The acts open to this reader now, each with its address part and its words."""
    open_now = next_acts(reader.seats, task, extension_open=extension_open)
    return [
        {
            "act": form.act,
            "slug": slug,
            "heading": form.heading,
            "url": reverse("task_act", args=[task.pk, slug]),
        }
        for slug, form in ACT_FORMS.items()
        if form.act in open_now
    ]


@login_required
def task_act(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Answers 422 with what was filled in when a rule says no."""
    reader = reader_of(request)
    task = visible_task(reader, pk)
    form_class = _form_class(slug, task, reader)
    form = form_class(posted(request), request.FILES or None, task=task, reader=reader)
    if form.performed():
        messages.success(request, str(form.done))
        return redirect("task", pk=task.pk)
    context = summary(task, reader) | {"form": form, "fits": fits(form.act, task)}
    status = 422 if form.is_bound else 200
    return render(request, "tasks/task_act.html", context, status=status)


def _form_class(slug: str, task: Task, reader: Reader) -> type[ActForm]:
    form_class = ACT_FORMS.get(slug)
    if form_class is None:
        raise Http404
    if not may(form_class.act, reader.seats, task):
        raise PermissionDenied
    return form_class
