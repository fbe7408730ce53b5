"""The files somebody has ordered, and how far each is. Nobody sees those of others."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.interfaces.web.reader import reader_of
from reports.interfaces.job_files import file_of, title_of
from reports.models import Job
from reports.queries.jobs import jobs_of

PAGE = 50
SOON = "3"  # seconds after which a browser asks again how far it is, with or without scripts


@login_required
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """The latest first."""
    mine = jobs_of(reader_of(request).user)
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    context = {"rows": [(job, title_of(job)) for job in page], "page": page, "numbers": numbers}
    return render(request, "reports/jobs.html", context)


@login_required
@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Until it is over, the browser is told to ask again."""
    found = _mine(request, pk)
    answer = render(request, "reports/job.html", {"job": found, "title": title_of(found)})
    answer["Cache-Control"] = "no-store"
    if not found.is_over:
        answer["Refresh"] = SOON
    return answer


@login_required
@require_safe
def job_file(request: HttpRequest, pk: int) -> FileResponse:
    return file_of(_mine(request, pk))


def _mine(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(jobs_of(reader_of(request).user), pk=pk)
