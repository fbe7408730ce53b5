"""Any list as a file, with the filters of its page: csv at once, a workbook as a job."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.interfaces.web.reader import reader_of
from reports.interfaces.exports.asking import PAGE, export_named, words_of
from reports.interfaces.exports.serving import csv_answer, ordered
from tracker.lib.exporting.as_csv import MARK
from tracker.lib.exporting.table import Table
from tracker.lib.refused import Refused


@login_required
@require_safe
def export_csv(request: HttpRequest, name: str) -> HttpResponseBase:
    """What makes no sense is explained on the page of the list."""
    try:
        table = _table(request, name)
    except Refused as refused:
        return _explained(request, name, refused)
    if table is None:
        return _explained(request, name)
    return csv_answer(table, name, on=reader_of(request).today, mark=MARK)


@require_POST
@login_required
def export_xlsx(request: HttpRequest, name: str) -> HttpResponse:
    """Orders the workbook, and shows how far it is."""
    reader = reader_of(request)
    try:
        if _table(request, name) is None:
            return _explained(request, name)
        job = ordered(name, request.GET, asked=PAGE, by=reader.user, now=reader.now)
    except Refused as refused:
        return _explained(request, name, refused)
    return redirect("job", pk=job.pk)


def _table(request: HttpRequest, name: str) -> Table | None:
    """Raises Http404 and PermissionDenied as the page of the list would."""
    export, reader = export_named(name), reader_of(request)
    words = words_of(export, request.GET, reader, asked=PAGE)
    return None if words is None else export.table(reader, words)


def _explained(request: HttpRequest, name: str, refused: Refused | None = None) -> HttpResponse:
    """Back to the page with the same filters; a rule that says no is told there."""
    export = export_named(name)
    if refused is not None:
        messages.error(request, str(refused.message))
        if refused.code == "too_many_jobs":
            return redirect("job_list")
    if export.form is None:
        raise Http404
    return redirect(f"{reverse(export.page)}?{request.GET.urlencode()}")
