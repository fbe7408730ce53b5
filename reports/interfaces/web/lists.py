"""What a figure of the rates counts, where that is more than a list of tasks can say."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.interfaces.web.reader import Reader, reader_of
from reports.interfaces.asking.behind import DueReportsForm, JoinedForm, asked_by
from reports.interfaces.reading import readable
from reports.interfaces.web.behind import query_of
from reports.interfaces.wording.rates import scope
from reports.queries.due_reports import DueReports
from reports.queries.rates.joined import JoinedTasks
from tasks.models import Programme

PAGE = 50


@login_required
def joined_list(request: HttpRequest) -> HttpResponse:
    """Tasks by participation. Raises PermissionDenied for a member of no programme."""
    return _page(request, JoinedForm, "standing", JoinedTasks, "reports/joined_list.html")


@login_required
def reports_list(request: HttpRequest) -> HttpResponse:
    """Reports due on regular tasks. Raises PermissionDenied for a member of no programme."""
    return _page(request, DueReportsForm, "reporting", DueReports, "reports/reports_list.html")


def _page(request: HttpRequest, asking: Any, name: str, lines: Any, template: str) -> HttpResponse:
    """The lines that the reader may see; what cannot be asked is explained on the page of rates."""
    reader = reader_of(request)
    form, within = _form(request, reader, asking)
    asked = asked_by(form, name, now=reader.now, within=within)
    if asked is None:
        return redirect(f"{reverse('rates')}?{request.GET.urlencode()}")
    question, chosen = asked
    found = lines(question, chosen, user=reader.user, on=reader.today)
    page: Any = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "question": question,
        "scope": scope(question),
        "chosen": dict(form.fields[name].choices)[chosen] if chosen else "",
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "counted": len(lines(question, chosen)),
        "query": query_of(question),
    }
    return render(request, template, context)


def _form(request: HttpRequest, reader: Reader, asking: Any) -> tuple[Any, frozenset[int]]:
    within = frozenset(each.pk for each in readable(reader.user, on=reader.today))
    programmes = Programme.objects.filter(pk__in=within)
    return asking(request.GET, today=reader.today, programmes=programmes), within
