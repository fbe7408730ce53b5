"""Meetings: planned, frozen, verified, or called off."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, posted, reader_of
from reports.domain import meetings as domain
from reports.interfaces.reading import readable
from reports.interfaces.web.meeting_forms import CallOffForm, ChangeForm, PlanForm
from reports.interfaces.web.meeting_page import context_of
from reports.models import Meeting, Snapshot
from reports.queries.meetings.parts import document_of
from reports.queries.meetings.verifying import verify
from reports.queries.meetings.visible import meetings_of
from tasks.models import Programme
from tracker.lib.refused import Refused

PAGE = 50
LINES = "application/jsonl"


@login_required
@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The latest first. For members of a programme."""
    reader = reader_of(request)
    readable(reader.user, on=reader.today)
    found = meetings_of(reader.user, on=reader.today)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    context = {"page": page, "numbers": numbers, "may_plan": _programmes(reader).exists()}
    return render(request, "reports/meetings.html", context)


@login_required
def meeting_new(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    programmes = _programmes(reader)
    if not programmes.exists():
        raise PermissionDenied
    form = PlanForm(posted(request), programmes=programmes)
    if form.is_valid():
        try:
            made = domain.plan_meeting(by=reader.user, now=reader.now, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The meeting has been planned."))
            return redirect("meeting", pk=made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "reports/meeting_new.html", {"form": form}, status=status)


@login_required
def meeting_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Its name and its days, until it is frozen."""
    reader = reader_of(request)
    found = prepared_meeting(request, pk)
    days = {"name": found.name, "held_on": found.held_on, "cut_off": found.cut_off}
    form = ChangeForm(posted(request), initial=days)
    if form.is_valid():
        try:
            domain.change_meeting(found, by=reader.user, now=reader.now, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("meeting", pk=pk)
    context = {"form": form, "meeting": found}
    status = 422 if form.is_bound else 200
    return render(request, "reports/meeting_new.html", context, status=status)


@login_required
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The headline first, then how it came about and what has changed; a preview until frozen."""
    found = visible_meeting(request, pk)
    context = context_of(found, reader_of(request), page=request.GET.get("page", ""))
    return render(request, "reports/meeting.html", context)


@login_required
@require_POST
def meeting_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """What a rule says against it is said on the meeting's page."""
    reader, found = reader_of(request), prepared_meeting(request, pk)
    try:
        domain.freeze(found, by=reader.user, now=reader.now)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The figures are frozen: nothing changes them any more."))
    return redirect("meeting", pk=pk)


@login_required
@require_safe
def meeting_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Computed anew from the history. For secretaries and auditors of the programme."""
    found = _overseen(request, pk)
    context = {"meeting": found, "verified": verify(_snapshot(found))}
    return render(request, "reports/meeting_verify.html", context)


@login_required
@require_safe
def meeting_document(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The frozen bytes, all tasks in them: for secretaries and auditors of the programme."""
    found = _overseen(request, pk)
    name = f"meeting-{found.pk}-{found.cut_off}.jsonl"
    return StreamingHttpResponse(
        document_of(_snapshot(found)),
        content_type=LINES,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
def meeting_call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Why it is not held; what was planned stays in the list."""
    reader, found = reader_of(request), prepared_meeting(request, pk)
    form = CallOffForm(posted(request))
    if form.is_valid():
        try:
            domain.call_off_meeting(found, by=reader.user, now=reader.now, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused)
        else:
            messages.success(request, _("The meeting has been called off."))
            return redirect("meeting", pk=pk)
    context = {"form": form, "meeting": found}
    status = 422 if form.is_bound else 200
    return render(request, "reports/meeting_call_off.html", context, status=status)


def visible_meeting(request: HttpRequest, pk: int) -> Meeting:
    """Raises Http404 for a meeting of a programme of which the reader is no member."""
    reader = reader_of(request)
    return get_object_or_404(meetings_of(reader.user, on=reader.today), pk=pk)


def prepared_meeting(request: HttpRequest, pk: int) -> Meeting:
    """Raises PermissionDenied unless the reader prepares the meetings of its programme."""
    found = visible_meeting(request, pk)
    if not reader_of(request).seats.has(Role.SECRETARY, at=found.programme.owner_id):
        raise PermissionDenied
    return found


def _overseen(request: HttpRequest, pk: int) -> Meeting:
    """Raises PermissionDenied unless the reader sees all tasks of its programme."""
    found = visible_meeting(request, pk)
    seats = reader_of(request).seats
    if not seats.has(Role.SECRETARY, Role.AUDITOR, at=found.programme.owner_id):
        raise PermissionDenied
    return found


def _snapshot(found: Meeting) -> Snapshot:
    """Raises Http404 where nothing is frozen yet."""
    return get_object_or_404(Snapshot.objects.select_related("meeting"), pk=found.pk)


def _programmes(reader: Reader) -> Any:
    """Those whose meetings the reader prepares."""
    return Programme.objects.filter(owner__in=reader.seats.where(Role.SECRETARY))
