"""Figures in words, for people: the same on the page and on the command line."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.rules.counts import Counts
from reports.rules.measures import MEASURES, TERMS, Countable, Measure, rounded
from reports.rules.report import Question
from tasks.enums import Organised, Participation, Standing


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
    return f"{number_format(rounded(value * 100, 1), decimal_pos=1)} %"


def standings(counts: Counts) -> list[tuple[str, int]]:
    """The name of each standing and how many tasks have it; they sum to the total."""
    return [(str(standing.label), counts.of(standing)) for standing in Standing]


def legend() -> list[tuple[str, str]]:
    """The symbols of the formulas and what they stand for."""
    return [(symbol, str(meaning)) for symbol, meaning in TERMS.values()]


def scope(question: Question) -> str:
    """The filters in words, or that there are none."""
    chosen = (question.programme, question.instrument, question.organisation)
    return "; ".join(str(each) for each in chosen if each) or _("all programmes")


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
