"""What waits for a secretary's decision: the queue, and beside it what is decided on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, posted, reader_of
from tasks.interfaces.web.drafting import check_oversees
from tasks.interfaces.web.first import MOST, First
from tasks.interfaces.web.reviewed import KINDS, Decision, kind_of, told
from tasks.queries.reviews import (
    Review,
    each_review,
    late_reviews,
    review_count,
    review_of,
    turn_of,
)


@login_required
def review(request: HttpRequest) -> HttpResponse:
    """The queue, the longest waiting first, and beside it the first. Auditors may look."""
    reader = _overseer(request)
    queue = _queue(reader)
    chosen = _chosen(request, queue[0], reader) if queue else None
    return _page(request, queue, chosen, listed=True)


@login_required
def review_one(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One of them. Decided on here; then the next one comes, also where somebody else was first.

    As a page, or for htmx the part that it swaps: `chosen` or `queue`.
    """
    reader = _overseer(request)
    found = review_of(KINDS[kind], pk, reader.seats, on=reader.today) if kind in KINDS else None
    if found is None:
        raise Http404
    decision = _chosen(request, found, reader)
    if request.method != "POST":
        return _page(request, _queue(reader), decision)
    if decision.is_open and not decision.forms:
        raise PermissionDenied
    if decision.taken():
        return _next(request, reader, found, messages.SUCCESS, decision.done)
    if gone := told(found):
        return _next(request, reader, found, messages.WARNING, gone)
    return _page(request, _queue(reader), decision, status=422)


def late_of(reader: Reader, most: int = MOST) -> "First[Review]":
    """The secretaries' own lateness, the oldest first."""
    rows = late_reviews(reader.seats, on=reader.today, most=most)
    if len(rows) < most:
        return First(rows)
    return First(rows, total=review_count(reader.seats, on=reader.today, late=True))


def _overseer(request: HttpRequest) -> Reader:
    reader = reader_of(request)
    check_oversees(reader, Role.SECRETARY, Role.AUDITOR)
    return reader


def _chosen(request: HttpRequest, found: Review, reader: Reader) -> Decision:
    return Decision(found, reader, posted(request))


def _queue(reader: Reader) -> "First[Review]":
    """The first to be decided; the late ones are among those that come first."""
    rows = list(each_review(reader.seats, on=reader.today, most=MOST))
    if len(rows) < MOST:
        return First(rows)
    return First(rows[:MOST], total=review_count(reader.seats, on=reader.today))


def _next(
    request: HttpRequest, reader: Reader, decided: Review, level: int, said: str
) -> HttpResponse:
    """On with whatever stands behind the one that was decided; at the end begin anew."""
    queue = _queue(reader)
    after = turn_of(decided.asked)
    chosen = next((one for one in queue if turn_of(one.asked) > after), next(iter(queue), None))
    if not request.headers.get("HX-Request"):
        messages.add_message(request, level, said)
        return redirect(_address(chosen) if chosen else reverse("review"))
    words: dict[str, Any] = {"said": said, "went_well": level == messages.SUCCESS}
    decision = Decision(chosen, reader, None) if chosen else None
    return _page(request, queue, decision, part="queue", **words)


def _page(
    request: HttpRequest,
    queue: "First[Review]",
    chosen: Decision | None,
    *,
    part: str = "",
    status: int = 200,
    **words: Any,
) -> HttpResponse:
    part = part or (request.headers.get("HX-Request") and "chosen") or "page"
    context = {
        "late": [_entry(one, chosen) for one in queue if one.is_late],
        "others": [_entry(one, chosen) for one in queue if not one.is_late],
        "queue": queue,
        "chosen": chosen,
        "today": reader_of(request).today,
        "address": _address(chosen.review) if chosen else "",
    }
    answer = render(request, TEMPLATES[part], context | words, status=status)
    answer["Vary"] = "HX-Request"
    if part == "chosen":  # also where a form whose answer is the whole queue does not hold
        answer["HX-Retarget"] = "#chosen"
    return answer


TEMPLATES = {
    "page": "tasks/review.html",
    "queue": "tasks/_queue.html",
    "chosen": "tasks/_chosen.html",
}


def _entry(one: Review, chosen: Decision | None) -> dict[str, Any]:
    current = chosen is not None and one.asked == chosen.review.asked
    return {"review": one, "address": _address(one), "current": current}


def _address(one: Review) -> str:
    return reverse("review_one", args=[kind_of(one), one.asked.pk])
