from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from notifications.models import GapNotice, Notice
from notifications.queries.told import asked_about, told_about
from notifications.rules.wording import rung_words
from tasks.models import Task
from tracker.clock import day_of, now_of

PAGE = 50


@dataclass(frozen=True)
class Told:
    """One row of the page."""

    notice: Notice | GapNotice

    @property
    def rung(self) -> str:
        """On which step of the ladder; for a gap, which clarity is missing."""
        if isinstance(self.notice, GapNotice):
            return self.notice.get_clarity_display()
        return rung_words(self.notice.rung.offset_days)

    @property
    def address(self) -> str:
        """Where it was sent; where it will be, as far as that is known."""
        message = self.notice.message
        return message.address if message else self.notice.recipient.email

    @property
    def detail(self) -> str:
        """Why it was cancelled, or what the mail server said."""
        if self.notice.reason:
            return self.notice.get_reason_display()
        return self.notice.message.answer if self.notice.message else ""


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """Who was told about `?task=` (an id), for those who see the task."""
    number = request.GET.get("task", "")
    if not (number.isascii() and number.isdecimal()) or len(number) > 18:
        raise Http404
    visible = Task.objects.visible_to(request.user, on=day_of(now_of(request)))
    task = get_object_or_404(visible, pk=int(number))
    page = Paginator(told_about(task), PAGE).get_page(request.GET.get("page"))
    rows = [Told(notice) for notice in page.object_list]
    gaps = [Told(notice) for notice in asked_about(task)[:PAGE]]
    context = {"task": task, "page": page, "rows": rows, "gaps": gaps}
    return render(request, "notifications/notices.html", context)
