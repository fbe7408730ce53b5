from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.enums import Role
from accounts.interfaces.web.reader import reader_of
from tasks.interfaces.web.drafting import check_oversees
from tasks.queries import inbox
from tasks.queries.reviews import late_reviews


@login_required
def review(request: HttpRequest) -> HttpResponse:
    """What waits for a secretary's decision, the longest waiting first. Auditors may look."""
    reader = reader_of(request)
    check_oversees(reader, Role.SECRETARY, Role.AUDITOR)
    context = {
        "late": late_reviews(reader.seats, on=reader.today),
        "submissions": inbox.waiting_submissions(reader.seats),
        "extensions": inbox.waiting_extensions(reader.seats),
        "may_decide": bool(reader.seats.where(Role.SECRETARY)),
        "today": reader.today,
    }
    return render(request, "tasks/review.html", context)
