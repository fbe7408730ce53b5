from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import translation

from accounts.models import User
from tracker.lib.api.parsing import TooLarge


class ReadersLanguage:
    """Whoever has signed in reads their own language; before that the cookie and browser decide.

    Stands after AuthenticationMiddleware. LocaleMiddleware has chosen by then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)


class BoundedBodies:
    """413 for a body longer than MAX_BODY_BYTES, before any of it is read.

    A form is read whole before anybody asks who sends it. Stands after LocaleMiddleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= settings.MAX_BODY_BYTES:
            return self.get_response(request)
        if request.path.startswith("/api/"):
            error = {"code": TooLarge.default_code, "detail": TooLarge.default_detail, "attr": None}
            return JsonResponse({"type": "client_error", "errors": [error]}, status=413)
        return render(request, "413.html", {"most": settings.MAX_BODY_BYTES}, status=413)


class CompressedText(GZipMiddleware):
    """Pages and answers of the API travel compressed; files that are, and streams, as they are.

    Its random length hides what an attacker could measure, and CSRF tokens differ in each page.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith(("text/", "application/json", "image/svg")):
            return response
        return super().process_response(request, response)
