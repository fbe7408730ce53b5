"""A report as rows of plain values, for spreadsheets and scripts."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.interfaces.asking.rates import KEYED
from reports.interfaces.wording.rates import statement
from reports.rules.counts import Counts
from reports.rules.measures import MEASURES
from reports.rules.report import SHOWN, Report, figures
from tracker.lib.exporting.as_csv import harmless

ASKED = (
    *("as_of", "knowledge", "deadline", "organised", "participation"),
    *("programme", "instrument", "organisation", "subtree", *KEYED),
)
RANKS = ("rank", "why_not", "rank_before", "value_before", "change", "climbed")


def csv_of(report: Report, *, demo: bool) -> str:
    """One line for each slice, and for each cell of a crossing, and one with the key "total".

    A crossing has the key of the second slice in `across`; there too "total" stands for all. Last
    come lines with the key "statement": what the report says about itself. In a demo every line
    ends by saying so: a line may be copied without its neighbours.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    notice = {"note": _("illustrative data, not official figures")} if demo else {}
    codes = [measure.code for measure in MEASURES]
    across = ["across", "across_name"] if report.question.across else []
    ranks = RANKS if report.ranking else ()
    header = [*ASKED, "key", "name", *across, *SHOWN, *codes, *ranks, *notice]
    writer.writerow(header)
    for names, counts in lines_of(report):
        values = figures(counts)
        place = report.ranking.by_key.get(names[0]) if report.ranking else None
        told = place.as_data() if place else {}
        measured = [*(values[n] for n in (*SHOWN, *codes)), *(told.get(name) for name in ranks)]
        cells = [*_asked(report), *names, *measured]
        writer.writerow([harmless(cell) for cell in (*cells, *notice.values())])
    for what, said in statement(report):
        start = [*_asked(report), "statement", f"{what}: {said}"]
        blank = [""] * (len(header) - len(start) - len(notice))
        writer.writerow([harmless(cell) for cell in (*start, *blank, *notice.values())])
    return text.getvalue()


def lines_of(report: Report) -> Iterator[tuple[tuple[str, ...], Counts]]:
    """What tells a line apart, and its counts."""
    total = ("total", _("Total"))
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


def _asked(report: Report) -> list[str]:
    question = report.question
    return [
        question.as_of.isoformat(),
        question.knowledge.value,
        question.deadline.value,
        question.organised.value,
        question.participation.value,
        question.programme.code if question.programme else "",
        *(question.filters.get(name, "") for name in ASKED[6:]),
    ]
