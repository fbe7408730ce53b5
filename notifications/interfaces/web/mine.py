"""The bell: what the reader was told, what of it they have not opened, and marking it as read."""

from datetime import datetime
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.interfaces.web.reader import reader_of
from accounts.models import User
from notifications.domain.reading import read_all, read_notice
from notifications.interfaces.telling import Told, told_rows
from notifications.models import Notice
from notifications.queries.mine import notices_of, unread_count
from tracker.clock import day_of

PAGE = 50
UNREAD, ALL = "unread", "all"
STOP = 286  # tells htmx to show the answer and to ask no more
NOTHING_NEW = 204


@require_safe
@login_required
def my_notices(request: HttpRequest) -> HttpResponse:
    """What the reader was told, by day, the newest first; `?show=all`: what they have read too."""
    reader = reader_of(request)
    shown = ALL if request.GET.get("show") == ALL else UNREAD
    found = notices_of(reader.user, unread=shown == UNREAD)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = told_rows(page.object_list, reader)
    context = {
        "shown": shown,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "days": [(day, list(told)) for day, told in groupby(rows, _day)],
        "until": reader.now.isoformat(),
    }
    return render(request, "notifications/my_notices.html", context)


@require_safe
@never_cache
def unread(request: HttpRequest) -> HttpResponse:
    """How many the reader has not opened, for the bell, which asks every minute.

    Nothing (204) while that is what `?shown=` says. Asking does not keep a session alive: only
    acts do. Once it has ended, the bell says so and asks no more. It is no page of its own.
    """
    if "HX-Request" not in request.headers:
        return redirect("my_notices")
    if not isinstance(request.user, User):
        return render(request, "notifications/_signed_out.html", status=STOP)
    count = unread_count(request.user)
    if request.GET.get("shown") == str(count):
        return HttpResponse(status=NOTHING_NEW)
    return render(request, "notifications/_unread.html", {"unread": count})


@require_POST
@login_required
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark as read what the page has shown: all that was told until it was made."""
    reader = reader_of(request)
    count = read_all(by=reader.user, until=_moment(request.POST.get("until", "")) or reader.now)
    said = ngettext("%(count)d notice marked as read.", "%(count)d notices marked as read.", count)
    messages.success(request, said % {"count": count})
    return redirect("my_notices")


@require_POST
@login_required
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read without opening its task."""
    reader = reader_of(request)
    read_notice(get_object_or_404(Notice, pk=pk, recipient=reader.user), by=reader.user)
    messages.success(request, _("The notice is marked as read."))
    return redirect("my_notices")


def _day(told: Told) -> object:
    return day_of(told.notice.told_at)  # type: ignore[attr-defined] # annotated


def _moment(given: str) -> datetime | None:
    try:
        found = parse_datetime(given)
    except ValueError:
        return None
    return found if found and is_aware(found) else None
