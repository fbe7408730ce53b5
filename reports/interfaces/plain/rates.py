"""A report as plain text, for a terminal."""

import unicodedata
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.interfaces.wording.rates import (
    change,
    cut_off,
    legend,
    measured,
    percent,
    rank_before,
    scope,
    shown,
    standings,
    statement,
    why_not,
)
from reports.rules.counts import Counts
from reports.rules.measures import HEADLINE
from reports.rules.ranking import Ranking
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
    if report.cells:
        yield ""
        yield from columns(_crossed(report), numbers={2, 3, 4, 5, 6, 7})
    if report.ranking:
        yield from ("", _ranked_by(report.ranking))
        yield from columns(_ranked(report.ranking), numbers={0, 3, 4, 5, 6})
    yield ""
    yield from columns(statement(report))


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


def _crossed(report: Report) -> Iterator[Sequence[object]]:
    by, across = report.question.by, report.question.across
    yield (
        str(by.label) if by else "",
        str(across.label) if across else "",
        *("N", "C1", "C2", _("in time"), "O", str(HEADLINE.name)),
    )
    for cell in report.cells:
        counts = cell.counts
        yield (
            cell.key,
            cell.across,
            counts.total,
            counts.completed_on_time,
            counts.completed_late,
            counts.in_time,
            counts.overdue,
            shown(HEADLINE, counts),
        )


def _ranked_by(ranking: Ranking) -> str:
    said = _("Ranked by: %(measure)s, from %(least)d due tasks") % {
        "measure": ranking.measure.name,
        "least": ranking.least,
    }
    since = f"; {_('change since')} {ranking.since:%d/%m/%Y}" if ranking.since else ""
    return said + since


def _ranked(ranking: Ranking) -> Iterator[Sequence[object]]:
    since = (_("before"), _("change")) if ranking.since else ()
    yield (_("Rank"), "", "", str(ranking.measure.name), _("due"), *since, "")
    for place in ranking.places:
        moved = (rank_before(place), change(place)) if ranking.since else ()
        figure = str(ranking.measure.empty) if place.value is None else percent(place.value)
        yield (
            place.rank or "–",
            place.key,
            place.name,
            figure,
            place.due,
            *moved,
            why_not(place, ranking),
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
