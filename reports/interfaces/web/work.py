"""How the work goes: what stands out first, then every measure with the counts it is made of."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.interfaces.web.reader import Reader, reader_of
from reports.interfaces.asking.work import NOT_ASKED, WorkForm, work_answer
from reports.interfaces.reading import readable
from reports.interfaces.web.behind import query_of
from reports.interfaces.web.rates import opening
from reports.interfaces.wording.rates import rests_on, scope
from reports.interfaces.wording.work import IN_ROWS, about, first, sections, shown
from reports.queries.work.lists import Lines, is_listed
from reports.rules.report import Question
from reports.rules.work.counts import WorkCounts
from reports.rules.work.measures import TERMS, WORK_BY_CODE, WorkMeasure
from reports.rules.work.report import WorkReport, WorkRow
from tasks.models import Programme

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
    _form, report = _asked(request)
    if report is None:
        return redirect(f"{reverse('work')}?{request.GET.urlencode()}")
    reader = reader_of(request)
    lines = Lines(report.question, figure, user=reader.user, on=reader.today)
    page: Any = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    counted = len(Lines(report.question, figure))
    context = {
        "question": report.question,
        "meaning": TERMS[figure][1] if figure in TERMS else figure,
        "page": page,
        "rows": [(line.task, about(line)) for line in page],
        "counted": counted,
        "hidden": counted - len(lines),
        "query": work_query(report.question),
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
        request.GET or opening(reader, programmes),
        today=reader.today,
        programmes=Programme.objects.filter(pk__in=within),
    )
    return form, within


def work_query(question: Question, **instead: str) -> str:
    """The question as the query of an address, without what is not asked here."""
    asked = dict(parse_qsl(query_of(question)))
    kept = {name: value for name, value in asked.items() if name not in NOT_ASKED}
    return urlencode(kept | instead)


def _answer(report: WorkReport) -> dict[str, Any]:
    measures = [WORK_BY_CODE[code] for code in IN_ROWS]
    return {
        "report": report,
        "first": first(report.totals),
        "sections": sections(report.totals),
        "measures": measures,
        "rows": list(_rows(report, measures)),
        "totals": [_cell(measure, report.totals) for measure in measures],
        "query": work_query(report.question),
        "scope": scope(report.question),
        "statement": rests_on(report.made) if report.made else [],
    }


def _rows(
    report: WorkReport, measures: list[WorkMeasure]
) -> Iterator[tuple[WorkRow, str, list[str]]]:
    by = report.question.by
    for row in report.rows:
        inside = work_query(report.question, **{by.value if by else "": row.key})
        yield row, inside, [_cell(measure, row.counts) for measure in measures]


def _cell(measure: WorkMeasure, counts: WorkCounts) -> str:
    """In a table a dash says that there is nothing to divide by."""
    return "–" if measure.value(counts) is None else shown(measure, counts)
