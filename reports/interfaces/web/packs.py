"""The pack of a meeting, ordered from its page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.interfaces.web.reader import reader_of
from reports.interfaces.pack.job import FORMATS, TOGETHER, ordered_pack
from reports.interfaces.web.meetings import visible_meeting
from tracker.lib.refused import Refused


@login_required
@require_POST
def meeting_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows how far it is; what a rule says against it is said on the meeting's page.

    Raises PermissionDenied for who may not see all tasks of the programme.
    """
    reader, found = reader_of(request), visible_meeting(request, pk)
    form = request.POST.get("format", TOGETHER)
    if form not in FORMATS:
        raise Http404
    try:
        job = ordered_pack(found, form, by=reader.user, now=reader.now)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("meeting", pk=pk)
    return redirect("job", pk=job.pk)
