"""Light or dark: chosen by a form, kept in a cookie, drawn by the server."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

COOKIE = "appearance"
LAX: Literal["Lax"] = "Lax"
A_YEAR = 365 * 86_400  # seconds
APPEARANCES: tuple[tuple[str, str | Promise], ...] = (
    ("auto", _("As the system")),
    ("light", _("Light")),
    ("dark", _("Dark")),
)


def appearance_of(request: HttpRequest) -> str:
    """What this browser was told; `auto` follows the system."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in dict(APPEARANCES) else "auto"


@require_POST
def set_appearance(request: HttpRequest) -> HttpResponse:
    """Back to where it was chosen. What is unknown changes nothing."""
    answer = redirect(_back(request))
    chosen = request.POST.get("appearance", "")
    if chosen == "auto":
        answer.delete_cookie(COOKIE, samesite=LAX)
    elif chosen in dict(APPEARANCES):
        answer.set_cookie(
            COOKIE, chosen, A_YEAR, secure=request.is_secure(), httponly=True, samesite=LAX
        )
    return answer


def _back(request: HttpRequest) -> str:
    """Where the form was, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"
