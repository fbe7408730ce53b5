"""An instrument is entered with its clauses and tasks on one page, one after the other.

Each clause and each task is saved by itself, so that nothing is lost and one can go on later. With
htmx only what has changed is sent; without, each step is a page.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.enums import Role
from accounts.interfaces.web.reader import posted, reader_of
from tasks import domain
from tasks.enums import Status
from tasks.interfaces.web.act_form import check_unchanged
from tasks.interfaces.web.desk import (
    AT_ONCE,
    Desk,
    address_of,
    again,
    asked_clause,
    clause_at_work,
    clause_form,
    desk_of,
    page,
    task_form,
)
from tasks.interfaces.web.drafting import check_oversees
from tasks.interfaces.web.entering_forms import (
    EntryForm,
    HandOutForm,
    refuse,
    said_of,
)
from tasks.interfaces.web.rows import ClauseForm
from tasks.models import Clause, Instrument, Task
from tracker.lib.refused import Refused

NAMED = 5  # so many refusals are told at once


@login_required
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """The page; a POST adds a clause. `?clause=` is the one at work, else the last."""
    desk = desk_of(request, get_object_or_404(Instrument, pk=pk))
    form = clause_form(desk, posted(request))
    if form.is_valid() and (clause := _added(desk, form)) is not None:
        return _after_clause(desk, clause)
    if not form.is_bound:
        return page(desk, opened=asked_clause(desk))
    if desk.is_live:
        return again(desk, "tasks/_enter_clause_form.html", clause_form=form)
    return page(desk, clause_form=form)


@login_required
def enter_task(request: HttpRequest, clause_pk: int) -> HttpResponse:
    """The clause at work, with the form of a task; a POST saves the task as a draft."""
    found = Clause.objects.select_related("instrument")
    clause = get_object_or_404(found, pk=clause_pk)
    desk = desk_of(request, clause.instrument)
    opened = task_form(desk, clause, posted(request))
    form, rows = opened["form"], opened["rows"]
    if form.is_bound and form.is_valid() and rows.is_valid():
        draft = _drafted(desk, clause, form, rows)
        if draft is not None:
            return _after_task(desk, clause, draft)
    form.point_at_fault()
    if not desk.is_live:
        return page(desk, opened=opened)
    if not form.is_bound:
        return clause_at_work(desk, clause, opened)
    return again(desk, "tasks/_enter_task_form.html", opened=opened)


@login_required
def enter_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a draft in the place of its row; a POST changes it."""
    owners = check_oversees(reader_of(request), Role.SECRETARY)
    alone = Task.objects.filter(status=Status.DRAFT, is_group=False, parent=None)
    found = alone.filter(programme__owner__in=owners)
    related = found.select_related("clause__instrument", "programme", "lead", "officer")
    task = get_object_or_404(related.select_related("authority"), pk=pk)
    desk = desk_of(request, task.clause.instrument)
    opened = task_form(desk, task.clause, posted(request), task)
    form, rows = opened["form"], opened["rows"]
    if form.is_bound and form.is_valid() and rows.is_valid() and _edited(desk, task, form, rows):
        return _after_edit(desk, task)
    form.point_at_fault()
    if desk.is_live:
        return again(desk, "tasks/_enter_task_form.html", opened=opened)
    return page(desk, opened=opened)


@login_required
@require_POST
def enter_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Assign what lacks nothing, each task by itself; what is refused is named."""
    desk = desk_of(request, get_object_or_404(Instrument, pk=pk))
    form = HandOutForm(request.POST, today=desk.reader.today)
    if not form.is_valid():
        return page(desk, hand_out=form)
    clear = [draft.task for draft in desk.entered().clear][:AT_ONCE]
    done = domain.assign_clear(clear, **desk.who, **form.cleaned_data)
    if done.refused and not done.assigned:
        refuse(form, done.refused[0][1])
        return page(desk, hand_out=form)
    _tell(desk, done)
    return redirect(address_of(desk))


def _added(desk: Desk, form: ClauseForm) -> Clause | None:
    try:
        return domain.add_clause(desk.instrument, **desk.who, **form.cleaned_data)
    except Refused as refused:
        form.add_error("number", refused)
        return None


def _drafted(desk: Desk, clause: Clause, form: EntryForm, rows: Any) -> Task | None:
    words = said_of(form, rows)
    try:
        return domain.draft_task(**desk.who, clause=clause, **words)
    except Refused as refused:
        refuse(form, refused)
        return None


def _edited(desk: Desk, task: Task, form: EntryForm, rows: Any) -> bool:
    words = said_of(form, rows)
    del words["programme"]
    try:
        with transaction.atomic():
            check_unchanged(form, task, form.cleaned_data["revision"])
            domain.edit_task(task, **desk.who, **words)
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def _after_clause(desk: Desk, clause: Clause) -> HttpResponse:
    """The clause at work, with the form of its first task."""
    if not desk.is_live:
        return redirect(address_of(desk, clause))
    return clause_at_work(desk, clause)


def _after_task(desk: Desk, clause: Clause, task: Task) -> HttpResponse:
    """The task before the others, and the form of the next one."""
    if not desk.is_live:
        messages.success(desk.request, _("%(code)s has been saved.") % {"code": task.code})
        return redirect(address_of(desk, clause))
    # Most tasks of an instrument are signed by the same authority.
    words = {"authority": task.authority, "programme": task.programme.code}
    return desk.part(
        "tasks/_entered_task.html",
        **_changed(desk, task),
        opened=task_form(desk, clause, None, **words),
    )


def _after_edit(desk: Desk, task: Task) -> HttpResponse:
    """The row of the draft as it is now, in its place."""
    if not desk.is_live:
        messages.success(desk.request, _("Saved."))
        return redirect(address_of(desk, task.clause))
    answer = desk.part("tasks/_edited_task.html", focus=True, **_changed(desk, task))
    answer["HX-Retarget"], answer["HX-Reswap"] = f"#draft-{task.pk}", "outerHTML"
    return answer


def _changed(desk: Desk, task: Task) -> dict[str, Any]:
    """The draft and the line of its clause, as they are now."""
    found = desk.entered()
    each = next(each for each in found.clauses if each.clause.pk == task.clause_id)
    draft = next(draft for draft in each.drafts if draft.task.pk == task.pk)
    return {"entered": found, "each": each, "draft": draft, "current": each.clause.pk}


def _tell(desk: Desk, done: domain.HandedOut) -> None:
    count = len(done.assigned)
    said = ngettext("%(count)d task assigned.", "%(count)d tasks assigned.", count)
    messages.success(desk.request, said % {"count": count})
    for task, refused in done.refused[:NAMED]:
        messages.error(desk.request, f"{task.code}: {refused.message}")
