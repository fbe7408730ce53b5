"""How regular tasks are reported on, as plain text for a terminal."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.interfaces.plain.rates import columns
from reports.interfaces.wording.rates import cut_off, scope, shown
from reports.rules.reporting import REPORTING_RATE, TERMS, ReportingCounts, ReportingReport
from tasks.enums import Reporting


def text_of(report: ReportingReport, *, demo: bool) -> str:
    """The classes with their sum, the measure with its formula, and a table of the slices."""
    return "\n".join(_lines(report, demo=demo))


def classes(counts: ReportingCounts) -> list[tuple[str, int]]:
    """The name of each class and how many occurrences have it; they sum to the total."""
    return [(str(each.label), counts.of(each)) for each in Reporting]


def legend() -> list[tuple[str, str]]:
    """The symbols of the formula and what they stand for."""
    return [(symbol, str(meaning)) for symbol, meaning in TERMS.values()]


def _lines(report: ReportingReport, *, demo: bool) -> Iterator[str]:
    if demo:
        yield from (_("illustrative data, not official figures").upper(), "")
    asked = report.question
    yield from columns([(_("As of"), cut_off(asked)), (_("Of"), scope(asked))])
    yield ""
    total = (_("Total"), report.totals.total)
    yield from columns([*classes(report.totals), total], numbers={1})
    yield ""
    rate = REPORTING_RATE
    numbers = rate.numbers(report.totals)
    figure = shown(rate, report.totals)
    yield from columns([(str(rate.name), figure, f"= {rate.formula}", f"= {numbers}")])
    yield "  ".join(f"{symbol}: {meaning}." for symbol, meaning in legend())
    if report.rows:
        yield ""
        yield from columns(list(_slices(report)), numbers={2, 3, 4, 5, 6})


def _slices(report: ReportingReport) -> Iterator[Sequence[object]]:
    by = report.question.by
    yield (str(by.label) if by else "", "", _("Total"), "B1", "B2", "B3", str(REPORTING_RATE.name))
    for row in report.rows:
        counts = row.counts
        rate = shown(REPORTING_RATE, counts)
        yield row.key, row.name, counts.total, counts.on_time, counts.late, counts.overdue, rate
