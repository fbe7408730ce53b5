"""A secretary writes tasks down and mends what is unclear."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, posted, reader_of
from tasks import domain
from tasks.enums import Act
from tasks.interfaces.web.act_form import check_unchanged
from tasks.interfaces.web.drafting_forms import DraftForm, EditForm, overseen_programmes
from tasks.interfaces.web.rows import part_rows, parts_of
from tasks.interfaces.web.summary import summary, visible_task
from tasks.models import Clause, Task
from tasks.queries import inbox
from tasks.rules.next_acts import fits
from tasks.rules.parts import joined_now
from tasks.rules.permissions import may
from tracker.lib.refused import Refused

PAGE = 50


@login_required
def drafts(request: HttpRequest) -> HttpResponse:
    """What has been written down and nobody owes yet."""
    reader = reader_of(request)
    check_oversees(reader, Role.SECRETARY, Role.AUDITOR)
    return render(request, "tasks/drafts.html", _paged(request, inbox.drafts(reader.seats)))


def _paged(request: HttpRequest, found: "QuerySet[Task]") -> dict[str, Any]:
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    return {"drafts": page, "page": page, "numbers": numbers}


@login_required
def draft(request: HttpRequest, clause_pk: int) -> HttpResponse:
    """A new task from a clause: kept as a draft, or assigned at once."""
    reader = reader_of(request)
    owners = check_oversees(reader, Role.SECRETARY)
    clause = get_object_or_404(Clause.objects.select_related("instrument"), pk=clause_pk)
    programmes = overseen_programmes(owners)
    asked = request.GET.get("programme")
    chosen = next((one for one in programmes if one.code == asked), None)
    form = DraftForm(posted(request), on=reader.today, programmes=programmes, chosen=chosen)
    rows = part_rows(posted(request), on=reader.today)
    if form.is_valid() and rows.is_valid():
        made = _drafted(form, rows, clause, reader, assign="assign" in request.POST)
        if made is not None:
            messages.success(request, _("%(code)s has been saved.") % {"code": made.code})
            return _next_page(request, made, clause)
    context = {"form": form, "rows": rows, "clause": clause}
    return render(request, "tasks/draft.html", context, status=422 if form.is_bound else 200)


def _next_page(request: HttpRequest, made: Task, clause: Clause) -> HttpResponse:
    if "another" in request.POST:
        return redirect("task_draft", clause_pk=clause.pk)
    return redirect("task", pk=made.pk)


def _drafted(
    form: DraftForm, rows: Any, clause: Clause, reader: Reader, *, assign: bool
) -> Task | None:
    """The new task or group; None when a rule says no, and the form says why."""
    words = dict(form.cleaned_data) | {"clause": clause, "co_agencies": parts_of(rows)}
    del words["group"], words["members"]
    reason = words.pop("reason")
    who: dict[str, Any] = {"by": reader.user, "now": reader.now}
    try:
        with transaction.atomic():
            task = _draft_one_or_many(list(form.members()), who, words)
            return domain.assign(task, **who, reason=reason) if assign else task
    except Refused as refused:
        form.refuse(refused)
        return None


def _draft_one_or_many(members: list[Any], who: dict[str, Any], words: dict[str, Any]) -> Task:
    if not members:
        return domain.draft_task(**who, **words)
    for one_lead_only in ("lead", "officer"):
        del words[one_lead_only]
    return domain.draft_group(**who, members=members, **words)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what a task says."""
    reader = reader_of(request)
    task = visible_task(reader, pk)
    if not may(Act.EDIT, reader.seats, task):
        raise PermissionDenied
    parts = [
        {"organisation": one.organisation, "part": one.part, "deadline": one.deadline}
        for one in joined_now(task)
    ]
    form = EditForm(posted(request), task=task, on=reader.today)
    rows = part_rows(posted(request), on=reader.today, parts=parts)
    if form.is_valid() and rows.is_valid() and _edited(task, form, rows, reader):
        messages.success(request, _("Saved."))
        return redirect("task", pk=task.pk)
    context = summary(task, reader) | {"form": form, "rows": rows, "fits": fits(Act.EDIT, task)}
    return render(request, "tasks/edit.html", context, status=422 if form.is_bound else 200)


def _edited(task: Task, form: EditForm, rows: Any, reader: Reader) -> bool:
    words = dict(form.cleaned_data)
    revision = words.pop("revision")
    parts = parts_of(rows)
    try:
        with transaction.atomic():
            check_unchanged(form, task, revision)
            domain.edit_task(task, by=reader.user, now=reader.now, co_agencies=parts, **words)
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def check_oversees(reader: Reader, *roles: Role) -> frozenset[int]:
    """Ids of the organisations where one of `roles` is held. Raises PermissionDenied for none."""
    held = reader.seats.where(*roles)
    if not held:
        raise PermissionDenied
    return held
