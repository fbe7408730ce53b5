"""How late facts were recorded: first what stands out, then by organisation and by day."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.interfaces.web.reader import reader_of
from reports.interfaces.asking.late import PeriodForm, late_answer
from reports.interfaces.plain import late as words
from reports.interfaces.reading import readable
from reports.rules.lateness import LateReport
from tasks.models import Programme


@login_required
def late_page(request: HttpRequest) -> HttpResponse:
    """Raises PermissionDenied for a member of no programme."""
    reader = reader_of(request)
    within = frozenset(each.pk for each in readable(reader.user, on=reader.today))
    form = PeriodForm(request.GET, programmes=Programme.objects.filter(pk__in=within))
    report = late_answer(form, now=reader.now, within=within)
    context = {"form": form} | (_answer(report) if report else {})
    return render(request, "reports/late.html", context)


def _answer(report: LateReport) -> dict[str, Any]:
    clean_up = report.clean_up
    return {
        "report": report,
        "clean_up": words.sentence(clean_up, report.totals.late) if clean_up else [],
        "headings": words.headings(),
        "rows": [(row, words.cells(row.lateness)) for row in report.rows],
        "totals": words.cells(report.totals),
        "days": list(_days(report)),
        "compared_headings": words.compared_headings(),
        "compared": [words.compared(each) for each in report.compared],
    }


def _days(report: LateReport) -> Iterator[dict[str, Any]]:
    """Each day of recording, and whether it belongs to the clean-up."""
    most = max((each.recorded for each in report.days.values()), default=0)
    found = report.clean_up
    for day, each in sorted(report.days.items()):
        yield {
            "day": day,
            "lateness": each,
            "most": most,
            "marked": found is not None and found.first <= day <= found.last and each.late > 0,
        }
