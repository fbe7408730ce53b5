"""The demo's mail, listed and read. Whoever reaches the demo may read it: it is nobody's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from tracker.mailbox.messages import Letter, latest, opened

LISTED = 200
# What a message may do in its frame: look as it was written, and open its links elsewhere.
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
View = Callable[..., HttpResponseBase]


def demo_only(view: View) -> View:
    """Outside a demo there is no such page."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return shown


@require_safe
@never_cache
@demo_only
def sent_mail(request: HttpRequest) -> HttpResponse:
    """The newest messages."""
    headings = latest(settings.MAIL_FOLDER, limit=LISTED)
    return render(request, "mailbox/list.html", {"headings": headings, "limit": LISTED})


@require_safe
@never_cache
@demo_only
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One message: what it says as text, and as HTML in a frame that can do nothing."""
    return render(request, "mailbox/letter.html", {"letter": _letter(name), "frame": FRAME})


@require_safe
@never_cache
@demo_only
@csp_replace(ALONE)  # type: ignore[arg-type] # typed for views without arguments
@xframe_options_sameorigin
def letter_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of a message as it came, for the frame; even opened by itself it stays shut in."""
    del request
    return HttpResponse(f'<base target="_blank">{_letter(name).html}')


def _letter(name: str) -> Letter:
    found = opened(settings.MAIL_FOLDER, name)
    if found is None:
        raise Http404
    return found
