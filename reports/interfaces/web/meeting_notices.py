"""The notices in which a meeting ended: entered, tied to it afterwards, and untied."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.interfaces.web.reader import Reader, posted, reader_of
from reports.domain.concluding import conclude, tie_notice, untie_notice
from reports.interfaces.web.meeting_forms import NoticeForm, TieForm
from reports.interfaces.web.meetings import prepared_meeting
from reports.models import Conclusion, Meeting
from tasks.domain import NewClause
from tasks.interfaces.web.rows import clause_rows
from tasks.models import Instrument
from tracker.lib.refused import Refused


@login_required
def meeting_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice and its clauses at once; tasks are drafted from the clauses as always."""
    found = prepared_meeting(request, pk)
    form = NoticeForm(posted(request), meeting=found)
    rows = clause_rows(posted(request))
    if form.is_valid() and rows.is_valid():
        made = _concluded(found, form, rows, reader_of(request))
        if made is not None:
            said = _("%(number)s has been entered.") % {"number": made.instrument}
            messages.success(request, said)
            return redirect("meeting", pk=pk)
    context = {"form": form, "rows": rows, "meeting": found}
    status = 422 if form.is_bound else 200
    return render(request, "reports/meeting_conclude.html", context, status=status)


@login_required
def meeting_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """A notice that was entered elsewhere."""
    reader, found = reader_of(request), prepared_meeting(request, pk)
    form = TieForm(posted(request), meeting=found)
    if form.is_valid():
        try:
            tied = tie_notice(found, by=reader.user, now=reader.now, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused)
        else:
            said = _("%(number)s has been tied to this meeting.")
            messages.success(request, said % {"number": tied.instrument})
            return redirect("meeting", pk=pk)
    context = {"form": form, "meeting": found}
    status = 422 if form.is_bound else 200
    return render(request, "reports/meeting_tie.html", context, status=status)


@login_required
@require_POST
def meeting_untie(request: HttpRequest, pk: int, instrument_pk: int) -> HttpResponse:
    """What a rule says against it is said on the meeting's page."""
    reader, found = reader_of(request), prepared_meeting(request, pk)
    notice = get_object_or_404(Instrument, pk=instrument_pk)
    try:
        untie_notice(found, by=reader.user, now=reader.now, instrument=notice)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        said = _("%(number)s is not tied to this meeting any more.") % {"number": notice}
        messages.success(request, said)
    return redirect("meeting", pk=pk)


def _concluded(found: Meeting, form: NoticeForm, rows: Any, reader: Reader) -> Conclusion | None:
    """None where a rule says no, and the form says why."""
    clauses = [NewClause(**row) for row in rows.filled()]
    try:
        return conclude(found, by=reader.user, now=reader.now, clauses=clauses, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return None
