"""The page that is read aloud: the answer first, then how it was computed."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.interfaces.web.reader import Reader, reader_of
from reports.domain.reporting import reporting_on
from reports.enums import Slice
from reports.interfaces.asking.rates import QuestionForm, answer
from reports.interfaces.plain import reporting as plain_reporting
from reports.interfaces.reading import readable
from reports.interfaces.web.behind import query_of, reports_behind, tasks_behind
from reports.interfaces.web.both import held_against_both
from reports.interfaces.web.chart import chart
from reports.interfaces.web.matrix import matrix
from reports.interfaces.web.sorting import Sorting, ordered
from reports.interfaces.web.table import rates_of
from reports.interfaces.wording.rates import legend, measured, scope, shown, standings, statement
from reports.queries.rates.trend import has_trend, trend
from reports.queries.room import room
from reports.rules.measures import HEADLINE
from reports.rules.report import Report
from reports.rules.reporting import REPORTING_RATE
from tasks.enums import Knowledge, Reporting, Standing
from tasks.models import Programme
from tracker.clock import is_demo_of


@login_required
def rates_page(request: HttpRequest) -> HttpResponse:
    with room():
        form, report = asked(request)
        context = {"form": form} | (_answer(report, request.GET.get("sort", "")) if report else {})
    return render(request, "reports/rates.html", context)


def asked(request: HttpRequest) -> tuple[QuestionForm, Report | None]:
    """Raises PermissionDenied for a member of no programme."""
    reader = reader_of(request)
    programmes = readable(reader.user, on=reader.today)
    within = frozenset(programme.pk for programme in programmes)
    form = QuestionForm(
        request.GET or opening(reader, programmes, is_demo=is_demo_of(request)),
        today=reader.today,
        programmes=Programme.objects.filter(pk__in=within),
    )
    return form, answer(form, now=reader.now, within=within, reader=reader.user)


def opening(reader: Reader, programmes: list[Programme], *, is_demo: bool) -> dict[str, str]:
    """What is asked by somebody who asks nothing."""
    day, knowledge = reader.today, Knowledge.HAPPENED
    if is_demo and reader.today >= settings.RATES_OPEN_ON:
        day, knowledge = settings.RATES_OPEN_ON, Knowledge.KNOWN
    return {
        "as_of": day.isoformat(),
        "knowledge": knowledge.value,
        "by": Slice.ORGANISATION.value,
        "programme": programmes[0].code if len(programmes) == 1 else "",
    }


def _answer(report: Report, sort: str) -> dict[str, Any]:
    sorting = Sorting.asked(sort, usual="rank" if report.ranking else "")
    points = trend(report.question)
    both = held_against_both(report)
    return (
        both
        | _reporting(report)
        | {
            "rows": ordered(both["rows"], sorting),
            "drawn": any(line.spark for line in both["rows"]),
            "slices": _slices(report),
            "sorting": sorting,
            "sorted": sorting.aria,
            "heads": sorting.links(),
            "matrix": matrix(report),
            "statement": statement(report),
            "scope": scope(report.question),
            "least": report.ranking.least if report.ranking else None,
            "report": report,
            "totals": report.totals,
            "measures": measured(report.totals),
            "headline": next(m for m in measured(report.totals) if m.measure is HEADLINE),
            "standings": list(zip(Standing.values, standings(report.totals), strict=True)),
            "legend": legend(),
            "total_rates": rates_of(report.totals),
            "tasks": tasks_behind(report.question),
            "query": query_of(report.question, report.ranking),
            "chart": chart(points),
            "has_trend": has_trend(report.question),
        }
    )


def _slices(report: Report) -> list[tuple[Slice, str]]:
    """Each slice with the query of the same question by it alone; only organisations are ranked."""
    question = replace(report.question, across=None)
    ranked = {Slice.ORGANISATION: report.ranking}
    return [(by, query_of(replace(question, by=by), ranked.get(by))) for by in Slice]


def _reporting(report: Report) -> dict[str, Any]:
    """The reports due on regular tasks, of the same question."""
    reported = reporting_on(report.question)
    return {
        "reported": reported,
        "reported_classes": [(each, each.label, reported.totals.of(each)) for each in Reporting],
        "reported_rate": REPORTING_RATE,
        "reported_shown": shown(REPORTING_RATE, reported.totals),
        "reported_numbers": REPORTING_RATE.numbers(reported.totals),
        "reported_legend": plain_reporting.legend(),
        "reported_rows": [
            (row, shown(REPORTING_RATE, row.counts), reports_behind(report.question, row))
            for row in reported.rows
        ],
        "reports": reports_behind(report.question),
    }
