"""Figures in words, for people: the same on the page and on the command line."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.rules.counts import Counts
from reports.rules.measures import MEASURES, TERMS, Countable, Measure, rounded
from reports.rules.ranking import Place, Ranking
from reports.rules.report import Question, Report
from reports.rules.statement import Made, Sealed
from tasks.enums import Organised, Participation, Standing
from tasks.queries.facets import FACETS
from tracker.clock import HANOI


@dataclass(frozen=True)
class Measured:
    """One measure with its figure, and all that is needed to check it by hand."""

    measure: Measure
    name: str
    shown: str
    numbers: str
    leaves_out: str


def measured(counts: Counts) -> list[Measured]:
    """Every measure, in the order of its table."""
    return [
        Measured(
            measure,
            name=str(measure.name),
            shown=shown(measure, counts),
            numbers=measure.numbers(counts),
            leaves_out=", ".join(map(str, measure.leaves_out)),
        )
        for measure in MEASURES
    ]


def shown(measure: Measure, counts: Countable) -> str:
    """The figure in the reader's numerals, or why there is none."""
    value = measure.value(counts)
    return str(measure.empty) if value is None else percent(value)


def percent(value: Fraction) -> str:
    """To one decimal, halves up: "67,0 %" in Vietnamese, "67.0 %" in English."""
    return f"{number_format(rounded(value * 100, 1), decimal_pos=1)}\N{NO-BREAK SPACE}%"


def standings(counts: Counts) -> list[tuple[str, int]]:
    """The name of each standing and how many tasks have it; they sum to the total."""
    return [(str(standing.label), counts.of(standing)) for standing in Standing]


def legend() -> list[tuple[str, str]]:
    """The symbols of the formulas and what they stand for."""
    return [(symbol, str(meaning)) for symbol, meaning in TERMS.values()]


def scope(question: Question) -> str:
    """The filters in words, or that there are none."""
    chosen = (question.programme, question.instrument, question.organisation)
    said = [str(each) for each in chosen if each]
    if question.organisation and question.subtree:
        said[-1] = _("%(organisation)s with all below it") % {"organisation": said[-1]}
    for each, key in question.only.items():
        facet = FACETS[each]
        said += [f"{each.label}: {name}" for _raw, _key, name in facet.names([facet.raw(key)])]
    return "; ".join(said) or _("all programmes")


def cut_off(question: Question) -> str:
    """The day, the knowledge and the deadline basis: "15/11/2025, as known then, …".

    And how organisations are counted, unless as usual: as leads, as organised then.
    """
    day = question.as_of.strftime("%d/%m/%Y")
    said = [day, question.knowledge.label, question.deadline.label]
    if question.organised is Organised.NOW:
        said.append(question.organised.label)
    if question.participation is Participation.JOINED:
        said.append(question.participation.label)
    return ", ".join(map(str, said))


def why_not(place: Place, ranking: Ranking) -> str:
    """Why an organisation has no rank; empty where it has one."""
    if place.why_not == "no_figure":
        return _("not ranked: no figure")
    if place.why_not == "too_few_due":
        return _("not ranked: fewer than %(least)d tasks due") % {"least": ranking.least}
    return ""


def change(place: Place) -> str:
    """By how many percentage points its figure has changed: "+3,2"."""
    if place.change is None:
        return "–"
    points = rounded(place.change * 100, 1)
    return ("+" if points > 0 else "") + number_format(points, decimal_pos=1)


def rank_before(place: Place) -> str:
    """Its rank on the earlier day: "3", or a dash."""
    return str(place.before.rank) if place.before and place.before.rank else "–"


def statement(report: Report) -> list[tuple[str, str]]:
    """All that is needed to ask for the same again and to check it: what, and what it says."""
    made = rests_on(report.made) if report.made else []
    return [*asked_of(report.question), *formulas(MEASURES), *made]


def asked_of(question: Question) -> list[tuple[str, str]]:
    """What was asked: filters, cut-off, knowledge, deadline basis, and how organised."""
    return [
        (_("Of"), scope(question)),
        (_("Cut-off"), question.as_of.strftime("%d/%m/%Y")),
        (_("Knowledge"), str(question.knowledge.label)),
        (_("Held against"), str(question.deadline.label)),
        (_("Organisations"), f"{question.organised.label}, {question.participation.label}"),
    ]


def formulas(measures: Iterable[Measure]) -> list[tuple[str, str]]:
    """Each measure with its formula and what it leaves out."""
    said = []
    for each in measures:
        without = ", ".join(map(str, each.leaves_out))
        left = f"; {_('leaves out')}: {without}" if without else ""
        said.append((str(each.name), f"{each.formula}{left}"))
    return said


def rests_on(made: Made) -> list[tuple[str, str]]:
    """From which history a report was made, by whom and when."""
    return [(_("Seal of the history"), _seal(made.seal)), (_("Made"), _made(made))]


def _seal(seal: Sealed | None) -> str:
    if seal is None:
        return _("none yet")
    return _("no. %(number)d of %(day)s, SHA-256 %(digest)s; %(after)d events since") % {
        "number": seal.number,
        "day": seal.day.strftime("%d/%m/%Y"),
        "digest": seal.digest,
        "after": seal.events_after,
    }


def _made(made: Made) -> str:
    moment = made.at.astimezone(HANOI).strftime("%d/%m/%Y %H:%M:%S")
    return f"{moment}, {made.by or 'manage.py'}"
