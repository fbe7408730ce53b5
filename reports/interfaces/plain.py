"""A report as plain text, for a terminal."""

import unicodedata
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.interfaces.wording import cut_off, legend, measured, scope, shown, standings
from reports.rules.counts import Counts
from reports.rules.measures import HEADLINE
from reports.rules.report import Report


def text_of(report: Report, *, demo: bool) -> str:
    """The standings with their sum, every measure with its formula, and a table of the slices."""
    return "\n".join(_lines(report, demo=demo))


def _lines(report: Report, *, demo: bool) -> Iterator[str]:
    if demo:
        yield from (_("illustrative data, not official figures").upper(), "")
    yield from columns([(_("As of"), cut_off(report.question)), (_("Of"), scope(report.question))])
    yield ""
    total = (_("Total"), report.totals.total)
    yield from columns([*standings(report.totals), total], numbers={1})
    yield ""
    yield from _measures(report.totals)
    if report.rows:
        yield ""
        yield from columns(_slices(report), numbers={2, 3, 4, 5, 6, 7})


def _measures(counts: Counts) -> Iterator[str]:
    yield from columns(
        [(m.name, m.shown, f"= {m.measure.formula}", f"= {m.numbers}") for m in measured(counts)],
        numbers={1},
    )
    yield "  ".join(f"{symbol}: {meaning}." for symbol, meaning in legend())


def _slices(report: Report) -> Iterator[Sequence[object]]:
    by = report.question.by
    yield (
        str(by.label) if by else "",
        "",
        "N",
        "C1",
        "C2",
        _("in time"),
        "O",
        str(HEADLINE.name),
    )
    for row in report.rows:
        counts = row.counts
        yield (
            row.key,
            row.name,
            counts.total,
            counts.completed_on_time,
            counts.completed_late,
            counts.in_time,
            counts.overdue,
            shown(HEADLINE, counts),
        )


def columns(
    rows: "Iterator[Sequence[object]] | Sequence[Sequence[object]]",
    numbers: "set[int] | frozenset[int]" = frozenset(),
) -> Iterator[str]:
    """Aligned under each other; the columns `numbers` to the right."""
    table = [[unicodedata.normalize("NFC", str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (
            cell.rjust(width) if number in numbers else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
