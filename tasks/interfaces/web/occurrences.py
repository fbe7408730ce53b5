"""Reporting on one period of a regular task."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader, posted, reader_of
from tasks import domain
from tasks.enums import Act, Reporting
from tasks.interfaces.web.act_form import ask_why_late
from tasks.interfaces.web.fields import DayField, TextField
from tasks.interfaces.web.summary import summary, visible_task
from tasks.models import Occurrence
from tasks.queries.occurrences import of_task
from tasks.rules.next_acts import fits
from tasks.rules.permissions import may
from tracker.lib.refused import Refused

UNREPORTED = (Reporting.WAITING, Reporting.OVERDUE, Reporting.EXCUSED)


class ReportForm(forms.Form):
    narrative = TextField(label=_("What was done"), rows=5)
    on = DayField(label=_("Reported on"), required=False)

    def __init__(self, data: Any, *, reader: Reader) -> None:
        super().__init__(data, initial={"on": reader.today})
        ask_why_late(self, today=reader.today)


@login_required
def occurrence_report(request: HttpRequest, pk: int, occurrence_pk: int) -> HttpResponse:
    """Answers 422 with what was filled in when a rule says no."""
    reader = reader_of(request)
    task = visible_task(reader, pk)
    occurrence = of_task(task, on=reader.today).filter(pk=occurrence_pk).first()
    if occurrence is None:
        raise Http404
    if not may(Act.PROGRESS, reader.seats, task):
        raise PermissionDenied
    form = ReportForm(posted(request), reader=reader)
    if form.is_valid() and _reported(occurrence, form, reader):
        messages.success(request, _("The report has been recorded."))
        return redirect("task", pk=task.pk)
    context = summary(task, reader) | {"form": form, "row": shown([occurrence], reader)[0]}
    status = 422 if form.is_bound else 200
    return render(request, "tasks/occurrence_report.html", context, status=status)


def _reported(occurrence: Occurrence, form: forms.Form, reader: Reader) -> bool:
    try:
        domain.report_occurrence(occurrence, by=reader.user, now=reader.now, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused)
        return False
    return True


def shown(occurrences: Iterable[Any], reader: Reader) -> list[dict[str, Any]]:
    """Each occurrence (with `reporting`), its class in words, and whether the reader can report."""
    return [
        {
            "occurrence": one,
            "reporting": Reporting(one.reporting),
            "may_report": one.reporting in UNREPORTED
            and fits(Act.PROGRESS, one.task)
            and may(Act.PROGRESS, reader.seats, one.task),
        }
        for one in occurrences
    ]
