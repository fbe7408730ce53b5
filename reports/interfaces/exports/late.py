"""How late facts were recorded, as tables: by who led at the time, and by day."""

from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader
from reports.domain.lateness import late_recording
from reports.interfaces.api.lateness import LateQuery
from reports.interfaces.asking.late import PeriodForm, late_answer
from reports.interfaces.exports import figured
from reports.interfaces.plain.late import headings
from reports.interfaces.reading import readable
from reports.rules.lateness import LateReport
from tasks.models import Programme
from tracker.lib.exporting.table import Column, Export, Kind, Table, Words, of_rows

# What `headings` stand over.
LATE = (
    *("recorded", "late", "days_1_3", "days_4_10", "days_11_30", "days_over_30"),
    *("reasoned", "unreasoned", "longest"),
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
    day = Column(_("Day"), lambda row: row[0], Kind.DAY, "day")
    return of_rows([day, *_columns()], sorted(report.days.items()), partial(_said, report, reader))


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
    asked = report.question
    scope = [str(each) for each in (asked.programme, asked.organisation) if each]
    period = f"{asked.from_day:%d/%m/%Y} – {asked.to_day:%d/%m/%Y}"
    return [
        (str(_("Of")), "; ".join(scope) or str(_("all programmes"))),
        (str(_("Recorded from – until")), period),
        (str(_("Late")), str(_("recorded at least one working day after it happened"))),
        *figured.made_now(reader),
    ]


def late_page(given: QueryDict, reader: Reader) -> dict[str, Any] | None:
    within = frozenset(each.pk for each in readable(reader.user, on=reader.today))
    form = PeriodForm(given, programmes=Programme.objects.filter(pk__in=within))
    report = late_answer(form, now=reader.now, within=within)
    return None if report is None else {"report": report}


EXPORTS = {
    "late-recording": Export(_("Recorded late"), "late_recording", late, LateQuery, late_page),
    "late-recording-days": Export(
        _("Recorded late, by day"), "late_recording", late_days, LateQuery, late_page
    ),
}
