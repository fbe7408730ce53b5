"""The page behind the link of a mail, without signing in.

To open it changes nothing: mail scanners open every link. Only a POST acts, from the button or from
the mail program (RFC 8058).
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from notifications.domain.reminders import choose_reminders
from notifications.domain.unsubscribe import reader_of_token
from notifications.enums import Switch
from notifications.queries.choices import wants_reminders
from notifications.rules.reminders import ALWAYS_MAILED, REMINDERS

ONE_CLICK = "One-Click"


@never_cache
@csrf_exempt  # the link proves who is meant, and no session is looked at
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """404 for a link that we have not made. Answers in the language of the mail's reader."""
    person = reader_of_token(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        choose_reminders(by=person, wanted=False, how=_how(request))
    with override(person.language):
        return _shown(request, person)


def _how(request: HttpRequest) -> Switch:
    clicked = request.POST.get("List-Unsubscribe") == ONE_CLICK
    return Switch.LINK if clicked else Switch.PAGE


def _shown(request: HttpRequest, person: User) -> HttpResponse:
    context = {
        "person": person,
        "wanted": wants_reminders(person),
        "reminders": REMINDERS,
        "always": ALWAYS_MAILED,
    }
    response = render(request, "notifications/unsubscribe.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
