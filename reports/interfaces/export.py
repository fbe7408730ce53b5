"""A report as rows of plain values, for spreadsheets and scripts."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.rules.counts import Counts
from reports.rules.measures import MEASURES
from reports.rules.report import SHOWN, Report, figures

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ASKED = (
    *("as_of", "knowledge", "deadline", "organised", "participation"),
    *("programme", "instrument", "organisation"),
)


def csv_of(report: Report, *, demo: bool) -> str:
    """One line for each slice and a last one, with the key "total", for all.

    In a demo every line ends by saying so: a line may be copied without its neighbours.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    notice = {"note": _("illustrative data, not official figures")} if demo else {}
    codes = [measure.code for measure in MEASURES]
    writer.writerow([*ASKED, "key", "name", *SHOWN, *codes, *notice])
    for key, name, counts in _lines(report):
        values = figures(counts)
        cells = [*_asked(report), key, name, *(values[n] for n in (*SHOWN, *codes))]
        writer.writerow([_harmless(cell) for cell in (*cells, *notice.values())])
    return text.getvalue()


def _lines(report: Report) -> Iterator[tuple[str, str, Counts]]:
    yield from ((row.key, row.name, row.counts) for row in report.rows)
    yield "total", _("Total"), report.totals


def _asked(report: Report) -> list[str]:
    question = report.question
    return [
        question.as_of.isoformat(),
        question.knowledge.value,
        question.deadline.value,
        question.organised.value,
        question.participation.value,
        question.programme.code if question.programme else "",
        question.instrument.number if question.instrument else "",
        question.organisation.code if question.organisation else "",
    ]


def _harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell
