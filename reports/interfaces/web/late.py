"""How late facts were recorded: first what stands out, then by organisation and by day."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.interfaces.web.reader import reader_of
from reports.domain.lateness import compared_question
from reports.interfaces.asking.late import (
    COUNTS,
    LateFactsForm,
    PeriodForm,
    late_answer,
    late_facts_asked,
)
from reports.interfaces.plain import late as words
from reports.interfaces.reading import readable
from reports.interfaces.web.behind import tasks_behind
from reports.queries.late_facts import LateFacts
from reports.queries.room import room
from reports.rules.lateness import COUNTED, Compared, Lateness, LateQuestion, LateReport
from tasks.enums import Knowledge
from tasks.models import Programme

PAGE = 50


@login_required
def late_page(request: HttpRequest) -> HttpResponse:
    """Raises PermissionDenied for a member of no programme."""
    reader = reader_of(request)
    within = frozenset(each.pk for each in readable(reader.user, on=reader.today))
    form = PeriodForm(request.GET, programmes=Programme.objects.filter(pk__in=within))
    with room():
        report = late_answer(form, now=reader.now, within=within)
    context = {"form": form} | (_answer(report) if report else {})
    return render(request, "reports/late.html", context)


@login_required
def late_facts(request: HttpRequest) -> HttpResponse:
    """The facts that a count counts, as far as the reader may see them.

    Raises PermissionDenied for a member of no programme; what cannot be asked is explained on the
    page of the report.
    """
    reader = reader_of(request)
    within = frozenset(each.pk for each in readable(reader.user, on=reader.today))
    form = LateFactsForm(request.GET, programmes=Programme.objects.filter(pk__in=within))
    asked = late_facts_asked(form, now=reader.now, within=within)
    if asked is None:
        return redirect(f"{reverse('late_recording')}?{request.GET.urlencode()}")
    question, counted = asked
    facts = LateFacts(question, counted, user=reader.user, on=reader.today)
    page: Any = Paginator(facts, PAGE).get_page(request.GET.get("page"))
    context = {
        "question": question,
        "chosen": dict(COUNTS)[counted],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "counted": len(LateFacts(question, counted)),
        "query": asked_again(question),
    }
    return render(request, "reports/late_facts.html", context)


def asked_again(question: LateQuestion, **instead: str) -> str:
    """The question as the query of an address."""
    words = {
        "from_day": question.from_day.isoformat(),
        "to_day": question.to_day.isoformat(),
        "programme": question.programme.code if question.programme else "",
        "organisation": question.organisation.code if question.organisation else "",
    }
    return urlencode({name: value for name, value in (words | instead).items() if value})


def _answer(report: LateReport) -> dict[str, Any]:
    clean_up = report.clean_up
    rows = [(row, _cells(report, row.lateness, organisation=row.key)) for row in report.rows]
    return {
        "report": report,
        "clean_up": words.sentence(clean_up, report.totals.late) if clean_up else [],
        "headings": words.headings(),
        "query": asked_again(report.question),
        "rows": rows,
        "late_rows": [(row, cells) for row, cells in rows if row.lateness.late],
        "punctual": [(row, cells) for row, cells in rows if not row.lateness.late],
        "totals": _cells(report, report.totals),
        "days": list(_days(report)),
        "compared_headings": words.compared_headings(),
        "compared": [_compared(report.question, each) for each in report.compared],
    }


def _cells(report: LateReport, lateness: Lateness, **narrowed: str) -> list[tuple[str, str]]:
    """Each number with the address of the facts that it counts; the longest counts none."""
    said = words.cells(lateness)
    return [
        (number, _facts(report.question, name, **narrowed) if name in COUNTED else "")
        for name, number in zip(words.LATE, said, strict=True)
    ]


def _facts(question: LateQuestion, counted: str, **narrowed: str) -> str:
    query = asked_again(question, counted=counted, **narrowed)
    return f"{reverse('late_facts')}?{query}"


def _compared(question: LateQuestion, both: Compared) -> list[tuple[str, str]]:
    """What `words.compared` says; the overdue tasks of either with the address of their list."""
    lists = [
        f"{tasks_behind(compared_question(both.day, knowledge, question))}&standing=overdue"
        for knowledge in (Knowledge.KNOWN, Knowledge.HAPPENED)
    ]
    return list(zip(words.compared(both), ["", *lists, "", ""], strict=True))


def _days(report: LateReport) -> Iterator[dict[str, Any]]:
    """Each day of recording, and whether it belongs to the clean-up."""
    most = max((each.recorded for each in report.days.values()), default=0)
    found = report.clean_up
    for day, each in sorted(report.days.items()):
        yield {
            "day": day,
            "lateness": each,
            "query": asked_again(report.question, from_day=f"{day}", to_day=f"{day}"),
            "most": most,
            "marked": found is not None and found.first <= day <= found.last and each.late > 0,
        }
