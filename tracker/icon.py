"""Browsers ask for it on pages that are not ours: the admin, the readable form of the API."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static


def icon(request: HttpRequest) -> HttpResponse:
    del request
    return redirect(static("tracker.svg"))
