from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from notifications.enums import Cause
from notifications.models import Notice
from notifications.queries.told import told_about
from notifications.rules.wording import notice_words, rung_words
from tasks.models import Task
from tracker.clock import day_of, now_of

PAGE = 50


@dataclass(frozen=True)
class Told:
    """One row of the page."""

    notice: Notice

    @property
    def rung(self) -> str:
        """On which step of the ladder, or what about."""
        return rung_words(self.notice.rung) if self.of_deadline else notice_words(self.notice)

    @property
    def of_deadline(self) -> bool:
        return self.notice.rung.cause == Cause.DEADLINE

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
    context = {"task": task, "page": page, "rows": rows}
    return render(request, "notifications/notices.html", context)
