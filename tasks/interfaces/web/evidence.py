"""The files that prove a submission."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from accounts.interfaces.web.reader import reader_of
from tasks import domain
from tasks.enums import Act
from tasks.interfaces.downloads import download
from tasks.interfaces.web import held
from tasks.interfaces.web.summary import summary, visible_task
from tasks.models import Evidence, Task
from tasks.queries.evidence import evidence_for
from tasks.rules.permissions import may
from tracker.lib.blobs import Altered, Blob
from tracker.lib.refused import Refused


@login_required
@require_safe
def evidence(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
    """One file, to be saved or, asked for with `?open`, looked at where that is safe.

    404 for whoever may not see the task.
    """
    reader = reader_of(request)
    task = visible_task(reader, pk)
    found = get_object_or_404(evidence_for(task), pk=evidence_pk)
    try:
        return download(found, shown="open" in request.GET)
    except Altered:
        return _not_served(request, found, summary(task, reader))


def _not_served(
    request: HttpRequest, found: Evidence, about: dict[str, Task | object]
) -> HttpResponse:
    context = about | {"evidence": found}
    return render(request, "tasks/evidence_altered.html", context, status=500)


@login_required
@require_POST
def evidence_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Receive one file ahead of its form; answers with what the form shows of it.

    422 and why in words where it may not be attached. What is sent after the file, its `size` and
    SHA-256, is missing where the sending broke off.
    """
    reader = reader_of(request)
    task = visible_task(reader, pk)
    if not may(Act.SUBMIT, reader.seats, task):
        raise PermissionDenied
    file = request.FILES.get("file")
    if file is None:
        return HttpResponse(status=400)
    try:
        with file:  # closed, and so gone, also where nobody waits for the answer any more
            kept = domain.hold_file(file, sent=_measured(request.POST))
    except Refused as refused:
        return HttpResponse(refused.message, content_type="text/plain", status=422)
    shown = held.shown(held.ticket_of(kept, task, reader), kept)
    return render(request, "tasks/_evidence_held.html", {"file": shown})


def _measured(posted: QueryDict) -> Blob:
    size = posted.get("size", "")
    return Blob(posted.get("sha256", ""), int(size) if size.isdecimal() else -1)
