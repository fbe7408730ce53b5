"""The meeting pack put into words, in the language in use."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.interfaces.charts.specs import standings_chart, trend_chart
from reports.interfaces.pack import changes, lists, ranking, sections
from reports.interfaces.pack.document import Block, Chart, Document, Heading, Paragraph
from reports.interfaces.pack.letterhead import letterhead
from reports.interfaces.wording.rates import cut_off, percent, scope
from reports.rules.measures import BY_CODE, HEADLINE
from reports.rules.pack.contents import Frozen, Pack
from tracker.clock import HANOI, day_of

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")


def document_of(pack: Pack, *, demo: bool) -> Document:
    """The same document for every format."""
    head = letterhead(pack, on=day_of(pack.made_at))
    return Document(
        language=get_language() or "vi",
        letterhead=head,
        notice=_notice() if demo else "",
        author=head.issuer,
        blocks=list(_numbered(_blocks(pack))),
        annex_title=_("Annex: every task"),
        annex=sections.annex(pack),
    )


def _notice() -> str:
    """In both languages: a page may be passed on to anybody."""
    with translation.override("vi"):
        told = _("illustrative data, not official figures")
    with translation.override("en"):
        return f"{told} / {_('illustrative data, not official figures')}"


def _blocks(pack: Pack) -> Iterator[Block]:
    yield from _opening(pack)
    yield Heading(_("Headline figures"))
    yield sections.standings_table(pack.report.totals)
    yield Paragraph(_("Each measure with its formula, and with the counts put in:"))
    yield sections.measures_table(pack.report.totals)
    yield Paragraph(sections.legend_line(), soft=True)
    yield Heading(_("By block"))
    yield from _drawing(
        _("Standings by block"), standings_chart(pack.blocks), sections.standings_alt(pack.blocks)
    )
    yield sections.slices_table(_("Block"), pack.blocks, pack.report.totals)
    yield Heading(_("Trend"))
    yield from _trend(pack)
    yield Heading(_("By organisation"))
    yield sections.slices_table(_("Organisation"), pack.report.rows, pack.report.totals)
    yield Heading(_("Ranking of organisations"))
    yield from ranking.blocks(pack.ranking)
    yield from lists.blocks(pack.lists)
    if pack.meeting:
        yield from changes.blocks(pack.meeting)


def _opening(pack: Pack) -> Iterator[Block]:
    """What is read aloud."""
    counts = pack.report.totals
    said = {
        "total": counts.total,
        "completed": counts.completed,
        "in_time": counts.in_time,
        "underway": counts.in_time_underway,
        "overdue": counts.overdue,
        "regular": counts.regular,
    }
    yield Paragraph(_asked(pack))
    if pack.meeting:
        yield Paragraph(_proof(pack.meeting.frozen), soft=True)
    yield Paragraph(
        _(
            "Of %(total)d tasks in force %(completed)d are completed, %(in_time)d are in time"
            " (%(underway)d of them underway), %(overdue)d are overdue, and"
            " %(regular)d are regular."
        )
        % said
    )
    value = HEADLINE.value(counts)
    rate = str(HEADLINE.empty) if value is None else percent(value)
    yield Paragraph(f"{HEADLINE.name}: {HEADLINE.numbers(counts)} = {rate} ({HEADLINE.words}).")


def _asked(pack: Pack) -> str:
    """The cut-off and the scope; of a meeting also when it is held."""
    question = pack.question
    if pack.meeting is None or pack.held_on is None:
        return f"{_('As of')}: {cut_off(question)}. {_('Of')}: {scope(question)}."
    days = {"held": pack.held_on.strftime("%d/%m/%Y"), "day": question.as_of.strftime("%d/%m/%Y")}
    said = _("The meeting is held on %(held)s; its figures are those of the end of %(day)s.") % days
    return f"{said} {_('Of')}: {scope(question)}."


def _proof(frozen: Frozen | None) -> str:
    """What makes the figures hold, or that they may still change."""
    if frozen is None:
        return _("A preview: the figures are not frozen yet and may change.")
    said = _("Frozen at %(moment)s by %(who)s; SHA-256 of the document: %(digest)s.") % {
        "moment": frozen.at.astimezone(HANOI).strftime("%H:%M %d/%m/%Y"),
        "who": frozen.by,
        "digest": frozen.digest,
    }
    seal = _("Newest seal of the history: no. %(number)d.") % {"number": frozen.seal or 0}
    beside = _(
        "Last updates, requests, obstacles and reviews are not frozen: they are as known at the end"
        " of the cut-off day."
    )
    return " ".join([said, seal, beside] if frozen.seal else [said, beside])


def _trend(pack: Pack) -> Iterator[Block]:
    if not pack.trend:
        yield Paragraph(_("There is no trend for this question."))
        return
    names = [str(BY_CODE[code].name) for code in ("on_time_rate", "completion_rate")]
    said = _("As known at the end of each day, held against the deadline in force.")
    if pack.meeting:
        said = f"{said} {_('The last point is the figure of this report.')}"
    yield Paragraph(said, soft=True)
    yield from _drawing(" · ".join(names), trend_chart(pack.trend), sections.trend_alt(pack.trend))
    yield sections.trend_table(pack.trend)


def _drawing(title: str, spec: object, alt: str) -> Iterator[Block]:
    if isinstance(spec, dict):
        yield Chart(title, alt, spec)


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    number = iter(ROMAN)
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield Heading(f"{next(number)}. {block.text}")
        else:
            yield block
