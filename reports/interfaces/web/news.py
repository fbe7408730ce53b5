"""What has become of the files somebody has ordered, told wherever they are on the site."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from reports.domain.telling import tell
from reports.interfaces.job_files import title_of
from reports.models import Job
from reports.queries.jobs import untold

STOP = 286  # tells htmx to show the answer and to ask no more
NOTHING_NEW = 204


@dataclass(frozen=True)
class News:
    """The jobs that are over, each with its title; and whether others are being made."""

    over: list[tuple[Job, str]]
    awaits: bool


def news_for(user: User) -> News:
    """Who takes it must show it: nobody is told twice. One query while nothing is over."""
    over = list(untold(user).values_list("finished_at", flat=True))
    told = tell(user) if any(over) else []
    return News([(job, title_of(job)) for job in told], awaits=None in over)


@require_safe
@never_cache
def job_news(request: HttpRequest) -> HttpResponse:
    """Notices for the page that is open, asked for only while a file is being made.

    Asking does not keep a session alive. It is no page of its own.
    """
    if "HX-Request" not in request.headers:
        return redirect("job_list")
    if not isinstance(request.user, User):
        return HttpResponse(status=STOP)
    news = news_for(request.user)
    if not news.over:
        return HttpResponse(status=NOTHING_NEW if news.awaits else STOP)
    return render(
        request, "reports/_toasts.html", {"news": news}, status=200 if news.awaits else STOP
    )
