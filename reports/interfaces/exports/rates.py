"""Rates, and how regular tasks are reported on, as tables."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.interfaces.web.reader import Reader
from reports.domain.rates import rates as rates_of
from reports.domain.reporting import reporting, reporting_on
from reports.interfaces.api.reporting import ReportingQuery
from reports.interfaces.api.serializers import RatesQuery
from reports.interfaces.asking.rates import QuestionForm, answer
from reports.interfaces.exports import figured
from reports.interfaces.wording.rates import asked_of, formulas, statement
from reports.rules.counts import Counts
from reports.rules.measures import MEASURES
from reports.rules.ranking import Ranking
from reports.rules.report import Report
from reports.rules.reporting import REPORTING_RATE, ReportingReport
from tasks.enums import Reporting, Standing
from tracker.lib.exporting.table import Column, Export, Kind, Table, Words, of_rows

ACROSS = (
    Column(_("Crossed with"), lambda row: row[2], code="across"),
    Column(_("Name"), lambda row: row[3], code="across_name"),
)
RANKS = {
    "rank": (_("Rank"), Kind.INTEGER),
    "why_not": (_("Why it has no rank"), Kind.TEXT),
    "rank_before": (_("Rank before"), Kind.INTEGER),
    "value_before": (_("Figure before"), Kind.SHARE),
    "change": (pgettext_lazy("of a figure", "Change"), Kind.SHARE),
    "climbed": (_("Ranks gained"), Kind.INTEGER),
}


def table_of(report: Report) -> Table:
    """A line for each slice, and for each cell of a crossing, and one with the key "total".

    A crossing has the key of the second slice in `across`; there too "total" stands for all.
    """
    columns = [
        *(figured.KEY, figured.NAME, *(ACROSS if report.question.across else ())),
        figured.count(_("Total"), "total"),
        *(figured.count(standing.label, standing.value) for standing in Standing),
        *map(figured.measure, MEASURES),
        *(_places(report.ranking) if report.ranking else ()),
        *figured.asked_columns(report.question),
    ]
    rows = [(*key, counts) for key, counts in _lines(report)]
    return of_rows(columns, rows, partial(statement, report))


def rates(reader: Reader, words: Words) -> Table:
    return table_of(words["report"] if "report" in words else _by_api(reader, words))


def _by_api(reader: Reader, words: Words) -> Report:
    report: Report = figured.by_api(rates_of, reader, words)
    return report


def _lines(report: Report) -> Iterator[tuple[tuple[str, ...], Counts]]:
    """What tells a line apart, and its counts."""
    total = ("total", str(_("Total")))
    if not report.question.across:
        yield from (((row.key, row.name), row.counts) for row in report.rows)
        yield total, report.totals
        return
    names = {row.key: row.name for row in report.rows}
    across = {row.key: row.name for row in report.columns}
    for cell in report.cells:
        yield (cell.key, names[cell.key], cell.across, across[cell.across]), cell.counts
    yield from (((row.key, row.name, *total), row.counts) for row in report.rows)
    yield from (((*total, row.key, row.name), row.counts) for row in report.columns)
    yield (*total, *total), report.totals


def _places(ranking: Ranking) -> Iterator[Column]:
    """Of the organisations that have one."""
    told = {key: place.as_data() for key, place in ranking.by_key.items()}
    for name, (heading, kind) in RANKS.items():
        yield Column(heading, partial(_place, told, name), kind, name)


def _place(told: dict[str, dict[str, object]], name: str, row: figured.Row) -> Any:
    return told.get(row[0], {}).get(name)


def reports_made(reader: Reader, words: Words) -> Table:
    """How regular tasks are reported on, for the same question."""
    if "report" in words:
        report = reporting_on(words["report"].question)
    else:
        report = figured.by_api(reporting, reader, words, told=False)
    return reporting_table(report, partial(figured.made_now, reader))


def reporting_table(report: ReportingReport, made: Callable[[], list[tuple[str, str]]]) -> Table:
    """As `table_of`; `made` says from which history, by whom and when."""
    columns = [
        *(figured.KEY, figured.NAME, figured.count(_("Total"), "total")),
        *(figured.count(each.label, each.value) for each in Reporting),
        figured.measure(REPORTING_RATE),
        *figured.asked_columns(report.question),
    ]

    def said() -> list[tuple[str, str]]:
        return [*asked_of(report.question), *formulas([REPORTING_RATE]), *made()]

    return of_rows(columns, figured.with_total(report), said)


_page = partial(figured.by_page, QuestionForm, answer)

EXPORTS = {
    "rates": Export(_("Rates"), "rates", rates, RatesQuery, _page),
    "reporting-rates": Export(
        _("Reports on regular tasks"), "rates", reports_made, ReportingQuery, _page
    ),
}
