"""The tables of figures: rates, reports on regular tasks, how the work goes, late recording."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.interfaces.web.reader import Reader
from reports.domain.lateness import late_recording
from reports.domain.rates import rates as rates_of
from reports.domain.reporting import reporting, reporting_on
from reports.domain.work import work as work_of
from reports.interfaces.api.lateness import LateQuery
from reports.interfaces.api.reporting import ReportingQuery
from reports.interfaces.api.serializers import RatesQuery
from reports.interfaces.api.views import chosen
from reports.interfaces.api.work import WorkQuery
from reports.interfaces.asking.late import PeriodForm, late_answer
from reports.interfaces.asking.rates import QuestionForm, answer
from reports.interfaces.asking.work import WorkForm, work_answer
from reports.interfaces.exports.rates_csv import lines_of
from reports.interfaces.plain.late import headings
from reports.interfaces.reading import readable
from reports.interfaces.web.rates import opening
from reports.rules.measures import MEASURES
from reports.rules.reporting import REPORTING_RATE
from reports.rules.work.counts import COUNTS
from reports.rules.work.measures import TERMS, WORK_MEASURES
from tasks.enums import Reporting, Standing
from tasks.models import Programme
from tracker.lib.exporting.table import Column, Export, Kind, Table, Words, of_rows
from tracker.lib.rounding import rounded

# What `plain_late.headings` stand over.
LATE = (
    *("recorded", "late", "days_1_3", "days_4_10", "days_11_30", "days_over_30"),
    *("reasoned", "unreasoned", "longest"),
)
KEY, NAME = Column(_("Code"), lambda row: row[0]), Column(_("Name"), lambda row: row[1])


def rates(reader: Reader, words: Words) -> Table:
    report = words["report"] if "report" in words else _api(rates_of, reader, words)
    names = [KEY, NAME]
    if report.question.across:
        crossed = (
            Column(_("Crossed with"), lambda row: row[2]),
            Column(_("Name"), lambda row: row[3]),
        )
        names += crossed
    columns = [
        *names,
        _count(_("Total"), "total"),
        *(_count(standing.label, standing.value) for standing in Standing),
        *(_share(measure) for measure in MEASURES),
    ]
    return of_rows(columns, [(*key, counts) for key, counts in lines_of(report)])


def reports_made(reader: Reader, words: Words) -> Table:
    """How regular tasks are reported on, for the same question."""
    if "report" in words:
        report = reporting_on(words["report"].question)
    else:
        report = _api(reporting, reader, words, told=False)
    columns = [
        *(KEY, NAME, _count(_("Total"), "total")),
        *(_count(each.label, each.value) for each in Reporting),
        _share(REPORTING_RATE),
    ]
    return of_rows(columns, list(_with_total(report)))


def work(reader: Reader, words: Words) -> Table:
    report = words["report"] if "report" in words else _api(work_of, reader, words)
    columns = [
        *(KEY, NAME),
        *(_count(TERMS[name][1] if name in TERMS else name, name) for name in COUNTS),
        *(_number(measure) for measure in WORK_MEASURES),
    ]
    return of_rows(columns, list(_with_total(report)))


def late(reader: Reader, words: Words) -> Table:
    """By who led at the time."""
    report = _late(reader, words)
    rows = [*((row.key, row.name, row.lateness) for row in report.rows)]
    rows.append(("total", str(_("Total")), report.totals))
    return of_rows([KEY, NAME, *_late_columns()], rows)


def late_days(reader: Reader, words: Words) -> Table:
    """By the day of recording."""
    found = sorted(_late(reader, words).days.items())
    day = Column(_("Day"), lambda row: row[0], Kind.DAY)
    return of_rows([day, *_late_columns()], found)


def _late(reader: Reader, words: Words) -> Any:
    if "report" in words:
        return words["report"]
    return _api(late_recording, reader, words, told=False, as_of=False)


def _late_columns() -> list[Column]:
    return [_count(said, name) for said, name in zip(headings(), LATE, strict=True)]


def _with_total(report: Any) -> Iterator[tuple[str, str, Any]]:
    yield from ((row.key, row.name, row.counts) for row in report.rows)
    yield "total", str(_("Total")), report.totals


def _count(heading: Any, name: str) -> Column:
    return Column(heading, partial(_counted, name), Kind.INTEGER)


def _counted(name: str, row: Any) -> int:
    """Of the counts, which come last in a row."""
    counts = row[-1]
    found: int = counts.of(name) if hasattr(counts, "of") else getattr(counts, name)
    return found


def _share(measure: Any) -> Column:
    return Column(measure.name, partial(_value, measure), Kind.SHARE)


def _number(measure: Any) -> Column:
    return Column(measure.name, partial(_value, measure), Kind.NUMBER)


def _value(measure: Any, row: Any) -> Any:
    value = measure.value(row[-1])
    return None if value is None else rounded(value, 4)


def _api(
    ask: Callable[..., Any], reader: Reader, words: Words, *, told: bool = True, as_of: bool = True
) -> Any:
    """The report that the API would give. Raises PermissionDenied, NotFound and Refused as it."""
    programmes = readable(reader.user, on=reader.today)
    question = ({"as_of": reader.today} if as_of else {}) | dict(words)
    question["programme"] = chosen(question.get("programme"), programmes)
    who = {"reader": reader.user} if told else {}
    within = frozenset(programme.pk for programme in programmes)
    return ask(now=reader.now, within=within, **who, **question)


def _page(form: Any, answered: Any, given: QueryDict, reader: Reader) -> Words | None:
    """The report that the page would show; nothing asked is what the page opens on."""
    programmes = readable(reader.user, on=reader.today)
    within = frozenset(programme.pk for programme in programmes)
    asked = form(
        given or opening(reader, programmes),
        today=reader.today,
        programmes=Programme.objects.filter(pk__in=within),
    )
    report = answered(asked, now=reader.now, within=within, reader=reader.user)
    return None if report is None else {"report": report}


def late_page(given: QueryDict, reader: Reader) -> Words | None:
    within = frozenset(each.pk for each in readable(reader.user, on=reader.today))
    form = PeriodForm(given, programmes=Programme.objects.filter(pk__in=within))
    report = late_answer(form, now=reader.now, within=within)
    return None if report is None else {"report": report}


rates_page = partial(_page, QuestionForm, answer)
work_page = partial(_page, WorkForm, work_answer)

EXPORTS = {
    "rates": Export(_("Rates"), "rates", rates, RatesQuery, rates_page),
    "reporting-rates": Export(
        _("Reports on regular tasks"), "rates", reports_made, ReportingQuery, rates_page
    ),
    "work-figures": Export(_("How the work goes"), "work", work, WorkQuery, work_page),
    "late-recording": Export(_("Recorded late"), "late_recording", late, LateQuery, late_page),
    "late-recording-days": Export(
        _("Recorded late, by day"), "late_recording", late_days, LateQuery, late_page
    ),
}
