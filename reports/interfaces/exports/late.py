"""How late facts were recorded, as tables: by who led at the time, and by day."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader
from reports.domain.lateness import late_question, late_recording
from reports.interfaces.api.lateness import LateFactsQuery, LateQuery
from reports.interfaces.asking.late import COUNTS, LateFactsForm, PeriodForm, late_answer
from reports.interfaces.exports import figured
from reports.interfaces.plain.late import LATE, headings
from reports.interfaces.reading import readable
from reports.queries.late_facts import LateFacts
from reports.rules.behind import LateFact
from reports.rules.lateness import LateQuestion, LateReport
from tasks.models import Programme
from tracker.lib.exporting.table import (
    CHUNK,
    Column,
    Export,
    Kind,
    Table,
    Words,
    day,
    integer,
    moment,
    of_rows,
    text,
)


def late(reader: Reader, words: Words) -> Table:
    """By who led at the time."""
    report = _report(reader, words)
    rows = [*((row.key, row.name, row.lateness) for row in report.rows)]
    rows.append(("total", str(_("Total")), report.totals))
    columns = [figured.KEY, figured.NAME, *_columns()]
    return of_rows(columns, rows, partial(_said, report, reader))


def late_days(reader: Reader, words: Words) -> Table:
    """By the day of recording."""
    report = _report(reader, words)
    each = Column(_("Day"), lambda row: row[0], Kind.DAY, "day")
    return of_rows([each, *_columns()], sorted(report.days.items()), partial(_said, report, reader))


def _report(reader: Reader, words: Words) -> LateReport:
    found: LateReport = (
        words["report"]
        if "report" in words
        else figured.by_api(late_recording, reader, words, told=False, as_of=False)
    )
    return found


def _columns() -> list[Column]:
    return [figured.count(said, name) for said, name in zip(headings(), LATE, strict=True)]


def _said(report: LateReport, reader: Reader) -> list[tuple[str, str]]:
    late = (str(_("Late")), str(_("recorded at least one working day after it happened")))
    return [*_scope(report.question), late, *figured.made_now(reader)]


def _scope(asked: LateQuestion) -> list[tuple[str, str]]:
    scope = [str(each) for each in (asked.programme, asked.organisation) if each]
    period = f"{asked.from_day:%d/%m/%Y} – {asked.to_day:%d/%m/%Y}"
    return [
        (str(_("Of")), "; ".join(scope) or str(_("all programmes"))),
        (str(_("Recorded from – until")), period),
    ]


def late_page(given: QueryDict, reader: Reader) -> dict[str, Any] | None:
    within = frozenset(each.pk for each in readable(reader.user, on=reader.today))
    form = PeriodForm(given, programmes=Programme.objects.filter(pk__in=within))
    report = late_answer(form, now=reader.now, within=within)
    return None if report is None else {"report": report}


def facts(reader: Reader, words: Words) -> Table:
    """Those that a count counts, as far as the reader may see them."""
    asked = dict(words)
    counted = asked.pop("counted")
    question = (
        late_question(now=reader.now, **asked)
        if "within" in asked
        else figured.by_api(late_question, reader, asked, told=False, as_of=False)
    )
    found = LateFacts(question, counted, user=reader.user, on=reader.today)

    def said() -> list[tuple[str, str]]:
        what = (str(_("What is counted")), str(dict(COUNTS)[counted]))
        seen = figured.visible(len(found), len(LateFacts(question, counted)))
        return [what, *_scope(question), *seen, *figured.made_now(reader)]

    return Table(FACTS, lambda: _each(found), lambda: len(found), said)


def _each(found: LateFacts) -> Iterator[LateFact]:
    """In chunks: memory stays flat."""
    for start in range(0, len(found), CHUNK):
        yield from found[start : start + CHUNK]


def facts_form(given: QueryDict, reader: Reader) -> Words | None:
    within = frozenset(each.pk for each in readable(reader.user, on=reader.today))
    form = LateFactsForm(given, programmes=Programme.objects.filter(pk__in=within))
    return form.cleaned_data | {"within": within} if form.is_valid() else None


FACTS = [
    text(_("Code"), "code"),
    text(_("Task"), "title"),
    text(_("Lead"), "lead"),
    Column(_("Act"), lambda fact: fact.act.label),
    text(_("Recorded by"), "by"),
    day(_("Happened on"), "happened_on"),
    moment(_("Recorded at"), "recorded_at"),
    integer(_("Working days later"), "days"),
    text(_("Why recorded late"), "reason"),
]

EXPORTS = {
    "late-facts": Export(_("Facts recorded late"), "late_facts", facts, LateFactsQuery, facts_form),
    "late-recording": Export(_("Recorded late"), "late_recording", late, LateQuery, late_page),
    "late-recording-days": Export(
        _("Recorded late, by day"), "late_recording", late_days, LateQuery, late_page
    ),
}
