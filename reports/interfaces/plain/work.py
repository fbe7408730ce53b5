"""How the work goes, as plain text for a terminal."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.interfaces.plain.rates import columns
from reports.interfaces.wording.rates import cut_off, scope
from reports.interfaces.wording.work import IN_ROWS, Section, sections, shown
from reports.rules.work.measures import WORK_BY_CODE
from reports.rules.work.report import WorkReport


def text_of(report: WorkReport, *, demo: bool) -> str:
    """Every measure with its formula and the counts in it, and a table of the slices."""
    return "\n".join(_lines(report, demo=demo))


def _lines(report: WorkReport, *, demo: bool) -> Iterator[str]:
    if demo:
        yield from (_("illustrative data, not official figures").upper(), "")
    yield from columns([(_("As of"), cut_off(report.question)), (_("Of"), scope(report.question))])
    for section in sections(report.totals):
        yield from ("", str(section.group.label).upper())
        yield from _section(section)
    if report.rows:
        yield ""
        yield from columns(list(_slices(report)), numbers=set(range(2, 2 + len(IN_ROWS))))


def _section(section: Section) -> Iterator[str]:
    yield from columns(
        [(m.name, m.shown, f"= {m.measure.formula}", f"= {m.numbers}") for m in section.measures],
        numbers={1},
    )
    for term in section.terms:
        yield f"  {term.symbol}: {term.meaning} ({term.count})."
    left_out = dict.fromkeys(m.leaves_out for m in section.measures if m.leaves_out)
    for each in left_out:
        yield "  " + _("Leaves out: %(what)s.") % {"what": each}


def _slices(report: WorkReport) -> Iterator[Sequence[object]]:
    by = report.question.by
    measures = [WORK_BY_CODE[code] for code in IN_ROWS]
    yield (str(by.label) if by else "", "", *(str(measure.name) for measure in measures))
    for row in report.rows:
        yield (row.key, row.name, *(shown(measure, row.counts) for measure in measures))
