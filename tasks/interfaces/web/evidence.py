"""The files that prove a submission."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.interfaces.web.reader import reader_of
from tasks.interfaces.downloads import download
from tasks.interfaces.web.summary import summary, visible_task
from tasks.models import Evidence, Task
from tasks.queries.evidence import evidence_for
from tracker.lib.blobs import Altered


@login_required
@require_safe
def evidence(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
    """One file, to be saved; 404 for whoever may not see the task."""
    reader = reader_of(request)
    task = visible_task(reader, pk)
    found = get_object_or_404(evidence_for(task), pk=evidence_pk)
    try:
        return download(found)
    except Altered:
        return _not_served(request, found, summary(task, reader))


def _not_served(
    request: HttpRequest, found: Evidence, about: dict[str, Task | object]
) -> HttpResponse:
    context = about | {"evidence": found}
    return render(request, "tasks/evidence_altered.html", context, status=500)
