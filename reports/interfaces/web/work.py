"""How the work goes: what stands out first, then every measure with the counts it is made of."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.interfaces.web.reader import Reader, reader_of
from reports.interfaces.asking.behind import question_asked
from reports.interfaces.asking.work import WorkForm, work_answer
from reports.interfaces.reading import readable
from reports.interfaces.web.behind import narrowed_to
from reports.interfaces.web.rates import opening
from reports.interfaces.web.work_links import Cell, cells, work_query
from reports.interfaces.wording.rates import rests_on, scope
from reports.interfaces.wording.work import FIRST, IN_ROWS, about, first, sections
from reports.queries.work.lists import Lines, is_listed
from reports.rules.work.measures import TERMS, WORK_BY_CODE, WorkMeasure
from reports.rules.work.report import WorkReport, WorkRow
from tasks.models import Programme
from tracker.clock import is_demo_of

PAGE = 50


@login_required
def work_page(request: HttpRequest) -> HttpResponse:
    """Raises PermissionDenied for a member of no programme."""
    form, report = _asked(request)
    context = {"form": form} | (_answer(report) if report else {})
    return render(request, "reports/work.html", context)


@login_required
def work_list(request: HttpRequest) -> HttpResponse:
    """What a count counts, as far as the reader may see it. Raises Http404 for no such list."""
    figure = request.GET.get("figure", "")
    if not is_listed(figure):
        raise Http404
    reader = reader_of(request)
    form, within = form_of(request, reader)
    question = question_asked(form, now=reader.now, within=within)
    if question is None:
        return redirect(f"{reverse('work')}?{request.GET.urlencode()}")
    lines = Lines(question, figure, user=reader.user, on=reader.today)
    page: Any = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    counted = len(Lines(question, figure))
    context = {
        "question": question,
        "scope": scope(question),
        "meaning": TERMS[figure][1] if figure in TERMS else figure,
        "page": page,
        "rows": [(line.task, about(line)) for line in page],
        "counted": counted,
        "hidden": counted - len(lines),
        "query": work_query(question),
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
    }
    return render(request, "reports/work_list.html", context)


def _asked(request: HttpRequest) -> tuple[WorkForm, WorkReport | None]:
    """Raises PermissionDenied for a member of no programme."""
    reader = reader_of(request)
    form, within = form_of(request, reader)
    return form, work_answer(form, now=reader.now, within=within, reader=reader.user)


def form_of(request: HttpRequest, reader: Reader) -> tuple[WorkForm, frozenset[int]]:
    """What is asked in the address, and within which programmes."""
    programmes = readable(reader.user, on=reader.today)
    within = frozenset(programme.pk for programme in programmes)
    form = WorkForm(
        request.GET or opening(reader, programmes, is_demo=is_demo_of(request)),
        today=reader.today,
        programmes=Programme.objects.filter(pk__in=within),
    )
    return form, within


def _answer(report: WorkReport) -> dict[str, Any]:
    measures = [WORK_BY_CODE[code] for code in IN_ROWS]
    return {
        "report": report,
        "first": list(zip(first(report.totals), _cells(report, FIRST), strict=True)),
        "sections": sections(report.totals),
        "measures": measures,
        "rows": list(_rows(report, measures)),
        "totals": _cells(report, IN_ROWS),
        "query": work_query(report.question),
        "scope": scope(report.question),
        "statement": rests_on(report.made) if report.made else [],
    }


def _cells(report: WorkReport, codes: Iterable[str]) -> list[Cell]:
    measures = [WORK_BY_CODE[code] for code in codes]
    return cells(report.question, measures, report.totals)


def _rows(
    report: WorkReport, measures: list[WorkMeasure]
) -> Iterator[tuple[WorkRow, str, list[Cell]]]:
    for row in report.rows:
        inside = work_query(report.question, **narrowed_to(report.question, row))
        yield row, inside, cells(report.question, measures, row.counts, row)
