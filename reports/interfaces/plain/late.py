"""How late facts were recorded, in words and as plain text for a terminal."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.interfaces.plain.rates import columns
from reports.interfaces.wording.rates import shown
from reports.rules.lateness import CleanUp, Compared, Lateness, LateReport
from reports.rules.measures import HEADLINE

# What `headings` stand over: the counts, and the longest.
LATE = (
    *("recorded", "late", "days_1_3", "days_4_10", "days_11_30", "days_over_30"),
    *("reasoned", "unreasoned", "longest"),
)


def sentence(clean_up: CleanUp, of: int) -> list[str]:
    """What was recorded in a few days, and what that did to the overdue tasks."""
    first, last = clean_up.first.strftime("%d/%m/%Y"), clean_up.last.strftime("%d/%m/%Y")
    before, after = clean_up.before, clean_up.after
    when = _("From %(first)s to %(last)s, %(late)d of the %(of)d late facts were recorded.")
    if first == last:
        when = _("On %(first)s alone, %(late)d of the %(of)d late facts were recorded.")
    return [
        when % {"first": first, "last": last, "late": clean_up.late, "of": of},
        _("As known then, overdue tasks went from %(before)d to %(after)d in these days.")
        % {"before": before.known.overdue, "after": after.known.overdue},
        _("As it happened, they went from %(before)d to %(after)d.")
        % {"before": before.happened.overdue, "after": after.happened.overdue},
    ]


def headings() -> list[str]:
    """Over the numbers of `cells`."""
    return [
        _("Facts recorded"),
        _("Late"),
        _("1–3 days"),
        _("4–10 days"),
        _("11–30 days"),
        _("Over 30 days"),
        _("With a reason"),
        _("Without a reason"),
        _("Longest"),
    ]


def cells(lateness: Lateness) -> list[str]:
    """The numbers of an organisation, or of all."""
    longest = ngettext("%(days)d day", "%(days)d days", lateness.longest)
    return [
        str(lateness.recorded),
        str(lateness.late),
        str(lateness.days_1_3),
        str(lateness.days_4_10),
        str(lateness.days_11_30),
        str(lateness.days_over_30),
        str(lateness.reasoned),
        str(lateness.unreasoned),
        longest % {"days": lateness.longest},
    ]


def compared(both: Compared) -> list[str]:
    """A day, overdue and on-time rate as known then and as it happened."""
    return [
        date_format(both.day, "d/m/Y"),
        str(both.known.overdue),
        str(both.happened.overdue),
        shown(HEADLINE, both.known),
        shown(HEADLINE, both.happened),
    ]


def compared_headings() -> list[str]:
    """Over what `compared` says."""
    return [
        _("Day"),
        _("Overdue, as known then"),
        _("Overdue, as it happened"),
        _("On-time rate, as known then"),
        _("On-time rate, as it happened"),
    ]


def text_of(report: LateReport, *, demo: bool) -> str:
    """What stands out, the table of organisations, and the figures of some days both ways."""
    return "\n".join(_lines(report, demo=demo))


def _lines(report: LateReport, *, demo: bool) -> Iterator[str]:
    if demo:
        yield from (_("illustrative data, not official figures").upper(), "")
    if report.clean_up:
        yield from (*sentence(report.clean_up, report.totals.late), "")
    yield from columns(list(_rows(report)), numbers=set(range(2, 11)))
    yield ""
    days = [compared(each) for each in report.compared]
    yield from columns([compared_headings(), *days], numbers={1, 2, 3, 4})


def _rows(report: LateReport) -> Iterator[Sequence[str]]:
    yield "", "", *headings()
    for row in report.rows:
        yield row.key, row.name, *cells(row.lateness)
    yield _("Total"), "", *cells(report.totals)
