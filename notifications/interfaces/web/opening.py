"""Opening a task is reading what one was told about it, whichever link led there."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.models import User
from notifications.domain.reading import read_about
from tracker.clock import now_of

OPENS = "task"


class OpeningIsReading:
    """Stands after AuthenticationMiddleware. It acts before the page is made, so that the page
    shows the bell as it is then. A page that a browser fetches ahead nobody has opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, words: dict[str, Any]
    ) -> None:
        del view, args
        match = request.resolver_match
        if match is None or match.view_name != OPENS or request.method != "GET":
            return
        if isinstance(request.user, User) and "prefetch" not in _purpose(request):
            read_about(words["pk"], by=request.user, now=now_of(request))


def _purpose(request: HttpRequest) -> str:
    return request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
