"""How the work goes as rows of plain values, for spreadsheets and scripts."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.rules.work.counts import COUNTS, WorkCounts
from reports.rules.work.measures import WORK_MEASURES
from reports.rules.work.report import WorkReport, work_figures
from tracker.lib.exporting.as_csv import harmless

ASKED = ("as_of", "knowledge", "deadline", "organised", "programme", "filters")


def csv_of(report: WorkReport, *, demo: bool) -> str:
    """One line for each slice, one with the key "total" for all, and one with each formula.

    In a demo every line ends by saying so: a line may be copied without its neighbours.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    notice = [_("illustrative data, not official figures")] if demo else []
    codes = [measure.code for measure in WORK_MEASURES]
    writer.writerow([*ASKED, "key", "name", *COUNTS, *codes, *(["note"] if demo else [])])
    asked = _asked(report)
    for key, name, counts in _lines(report):
        cells = [*asked, key, name, *work_figures(counts).values(), *notice]
        writer.writerow([harmless(cell) for cell in cells])
    blank = [""] * len(COUNTS)
    formulas = [f"{measure.formula}: {measure.words}" for measure in WORK_MEASURES]
    last = [*asked, "formula", "", *blank, *formulas, *notice]
    writer.writerow([harmless(cell) for cell in last])
    return text.getvalue()


def _lines(report: WorkReport) -> Iterator[tuple[str, str, WorkCounts]]:
    yield from ((row.key, row.name, row.counts) for row in report.rows)
    yield "total", _("Total"), report.totals


def _asked(report: WorkReport) -> list[str]:
    question = report.question
    return [
        question.as_of.isoformat(),
        question.knowledge.value,
        question.deadline.value,
        question.organised.value,
        question.programme.code if question.programme else "",
        "; ".join(f"{name}={key}" for name, key in question.filters.items()),
    ]
