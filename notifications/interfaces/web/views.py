"""Who was told: of a task, a person, or of all that the reader may see; and the messages."""

from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.interfaces.web.reader import Reader, reader_of
from notifications.interfaces.telling import told_rows
from notifications.interfaces.web.asking import Narrowing, asked_by, owners_of
from notifications.models import Message
from notifications.queries.told import message_for, told, words_for

PAGE = 50
# What the HTML of a message may do: look as it was written. It runs nothing, loads nothing, sends
# nothing, and is of no origin; its links open elsewhere.
FRAME = "allow-popups allow-popups-to-escape-sandbox"
ALONE = {
    "default-src": [NONE],
    "script-src": None,
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "form-action": [NONE],
    "base-uri": ["'self'"],
    "frame-ancestors": ["'self'"],
    "sandbox": FRAME.split(),
}


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """Every notice that the reader may see: of `?task=` (an id), of `?person=` (an id), or all."""
    reader = reader_of(request)
    owner = owners_of(request.GET, reader)
    form = Narrowing(request.GET or None, reader=reader)
    found = told(reader.user, on=reader.today, asked=owner | asked_by(form))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "rows": list(told_rows(page.object_list, reader)),
    }
    return render(request, "notifications/notices.html", owner | context)


@require_safe
@login_required
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: when it was tried and what was answered; its words as far as they are theirs."""
    reader = reader_of(request)
    found = _message(reader, pk)
    tells = told(reader.user, on=reader.today, asked={}).filter(message=found)
    context: dict[str, Any] = {
        "message": found,
        "words": words_for(reader.user, found, on=reader.today),
        "attempts": found.tries.order_by("pk"),
        "rows": list(told_rows(tells.order_by("task__code_key", "pk"), reader)),
        "frame": FRAME,
    }
    return render(request, "notifications/message.html", context)


@require_safe
@never_cache
@login_required
@csp_replace(ALONE)  # type: ignore[arg-type] # typed for views without arguments
@xframe_options_sameorigin
def message_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Its HTML as it was sent, for the frame; even opened by itself it stays shut in.

    404 for whoever may not read all of it.
    """
    reader = reader_of(request)
    words = words_for(reader.user, _message(reader, pk), on=reader.today)
    if not words.is_whole:
        raise Http404
    return HttpResponse(f'<base target="_blank">{words.html}')


def _message(reader: Reader, pk: int) -> Message:
    found = message_for(reader.user, pk, on=reader.today)
    if found is None:
        raise Http404
    return found
