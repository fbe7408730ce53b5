"""The report on an instrument, point by point: to be read aloud, and printed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.interfaces.web.reader import Reader, reader_of
from reports.interfaces.asking.points import PointsForm
from reports.interfaces.asking.rates import answer
from reports.interfaces.reading import readable
from reports.interfaces.web.behind import query_of, tasks_behind
from reports.interfaces.web.both import held_against_both
from reports.interfaces.wording.rates import measured, standings, statement
from reports.queries.points import MOST, point_by_point
from reports.rules.measures import HEADLINE
from reports.rules.report import Report
from tasks.enums import Standing
from tasks.models import Instrument, Programme


@login_required
def instrument_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Figures are those of the rates. Raises PermissionDenied for a member of no programme."""
    reader = reader_of(request)
    found = get_object_or_404(Instrument.objects.select_related("issuer"), pk=pk)
    within = frozenset(one.pk for one in readable(reader.user, on=reader.today))
    programmes = Programme.objects.filter(pk__in=within)
    given = request.GET or {"as_of": reader.today.isoformat()}
    form = PointsForm(given, instrument=found, today=reader.today, programmes=programmes)
    if len(within) == 1:
        form.fields.pop("programme", None)
    report = answer(form, now=reader.now, within=within, reader=reader.user)
    context = {"form": form, "instrument": found} | (_told(report, reader) if report else {})
    return render(request, "reports/instrument_report.html", context)


def _told(report: Report, reader: Reader) -> dict[str, Any]:
    question, totals = report.question, report.totals
    clauses = point_by_point(question, reader.user, on=reader.today)
    figures = measured(totals)
    return held_against_both(report) | {
        "report": report,
        "totals": totals,
        "headline": next(each for each in figures if each.measure is HEADLINE),
        "standings": list(zip(Standing.values, standings(totals), strict=True)),
        "measures": figures,
        "tasks": tasks_behind(question),
        "query": query_of(question),
        "statement": statement(report),
        "clauses": [(each, _said(each)) for each in clauses],
        "seen": sum(each.counts.total for each in clauses),
        "most": MOST,
    }


def _said(each: Any) -> list[tuple[str, str, int]]:
    """The standings of the tasks of a clause that are not nought: value, name, count."""
    named = zip(Standing.values, standings(each.counts), strict=True)
    return [(value, name, count) for value, (name, count) in named if count]
