"""The files somebody has ordered, and how far each is. Nobody sees those of others."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.interfaces.web.reader import reader_of
from reports.domain.telling import seen
from reports.interfaces.job_files import file_of, title_of
from reports.interfaces.wording.left import left_of
from reports.models import Job
from reports.queries.jobs import jobs_of
from tracker.clock import now_of

PAGE = 50


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
    """Until it is over, its part of the page asks again; without scripts the page does."""
    found = _mine(request, pk)
    seen(found)
    part = "HX-Request" in request.headers
    context = {"job": found, "title": title_of(found), "left": left_of(found, now_of(request))}
    template = "reports/_job.html" if part else "reports/job.html"
    answer = render(request, template, context)
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_safe
def job_file(request: HttpRequest, pk: int) -> FileResponse:
    seen(found := _mine(request, pk))
    return file_of(found)


def _mine(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(jobs_of(reader_of(request).user), pk=pk)
