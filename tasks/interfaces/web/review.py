from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.enums import Role
from accounts.interfaces.web.reader import Reader, reader_of
from tasks.interfaces.web.drafting import check_oversees
from tasks.interfaces.web.first import MOST, First, first
from tasks.queries import inbox
from tasks.queries.reviews import Review, late_reviews, review_count


@login_required
def review(request: HttpRequest) -> HttpResponse:
    """What waits for a secretary's decision, the longest waiting first. Auditors may look."""
    reader = reader_of(request)
    check_oversees(reader, Role.SECRETARY, Role.AUDITOR)
    context = {
        "late": late_of(reader),
        "submissions": first(inbox.waiting_submissions(reader.seats)),
        "extensions": first(inbox.waiting_extensions(reader.seats)),
        "may_decide": bool(reader.seats.where(Role.SECRETARY)),
        "today": reader.today,
    }
    return render(request, "tasks/review.html", context)


def late_of(reader: Reader, most: int = MOST) -> "First[Review]":
    """The secretaries' own lateness, the oldest first."""
    rows = late_reviews(reader.seats, on=reader.today, most=most)
    if len(rows) < most:
        return First(rows)
    return First(rows, total=review_count(reader.seats, on=reader.today, late=True))
