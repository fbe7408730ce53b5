"""One box for everything: "/" leads to it from every page."""

from itertools import islice
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.interfaces.web.reader import reader_of
from tasks.interfaces.web.first import First
from tasks.queries.search import LEAST, Found, search

SHOWN = 10
# What is counted beyond this is "more than": to count a million is no use to anybody.
COUNTED = 1000


@login_required
def search_page(request: HttpRequest) -> HttpResponse:
    """The whole page, or, while somebody types, only what was found."""
    reader = reader_of(request)
    words = request.GET.get("q", "").replace("\0", "")[:200].strip()
    found = search(words, user=reader.user, on=reader.today)
    context = {"words": words, "least": LEAST, "today": reader.today} | _shown(found)
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    return render(request, f"tasks/{'_found' if part else 'search'}.html", context)


def _shown(found: Found | None) -> dict[str, Any]:
    if found is None:
        return {"asked": False}
    parts = {name: _first(getattr(found, name)) for name in Found.__annotations__}
    return {"asked": True, "nothing": not any(parts.values()), "counted": COUNTED} | parts


def _first(found: QuerySet[Any]) -> "First[Any]":
    rows = list(found[: SHOWN + 1])
    if len(rows) <= SHOWN:
        return First(rows)
    return First(islice(rows, SHOWN), total=found.order_by()[: COUNTED + 1].count())
