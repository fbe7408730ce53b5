"""The measures of the work in words, for people: the same on the page and on the command line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from reports.interfaces.wording.rates import asked_of, formulas, percent, rests_on
from reports.queries.work.lists import is_listed
from reports.rules.measures import rounded
from reports.rules.pack.lists import Handed, WorkLine
from reports.rules.work.counts import WorkCounts
from reports.rules.work.measures import (
    TERMS,
    WORK_BY_CODE,
    WORK_MEASURES,
    Group,
    Unit,
    WorkMeasure,
)
from reports.rules.work.report import WorkReport
from tasks.enums import Act, Outcome, Standing

# What a reader looks at first, on the page and by organisation.
FIRST = ("overdue_over_90_share", "at_risk_soon", "completion_median", "extended_share")
IN_ROWS = (
    *("overdue_over_90_share", "at_risk_soon", "at_risk", "completion_median", "extended_share"),
    *("returns_per_acceptance", "review_median", "late_recording_share"),
)


@dataclass(frozen=True)
class Told:
    """One measure with its figure, and all that is needed to check it by hand."""

    measure: WorkMeasure
    name: str
    shown: str
    numbers: str
    leaves_out: str


@dataclass(frozen=True)
class Term:
    """A count that figures are computed from; `figure` names the list behind it, if any."""

    symbol: str
    meaning: str
    count: int
    figure: str


@dataclass(frozen=True)
class Section:
    """The measures that tell about one thing, and the counts in them."""

    group: Group
    measures: list[Told]
    terms: list[Term]


def sections(counts: WorkCounts) -> list[Section]:
    """All measures by what they tell about."""
    return [Section(group, list(_told(group, counts)), terms(group, counts)) for group in Group]


def first(counts: WorkCounts) -> list[Told]:
    """Those that stand over the others."""
    return [tell(WORK_BY_CODE[code], counts) for code in FIRST]


def statement(report: WorkReport) -> list[tuple[str, str]]:
    """All that is needed to ask for the same again and to check it: what, and what it says."""
    made = rests_on(report.made) if report.made else []
    return [*asked_of(report.question), *formulas(WORK_MEASURES), *made]


def _told(group: Group, counts: WorkCounts) -> Iterator[Told]:
    yield from (tell(each, counts) for each in WORK_MEASURES if each.group is group)


def tell(measure: WorkMeasure, counts: WorkCounts) -> Told:
    return Told(
        measure,
        str(measure.name),
        shown(measure, counts),
        measure.numbers(counts),
        "; ".join(map(str, measure.leaves_out)),
    )


def terms(group: Group, counts: WorkCounts) -> list[Term]:
    """What the symbols of its formulas stand for, each once."""
    mine = [each for each in WORK_MEASURES if each.group is group]
    used = {term for each in mine for term in (*each.numerator, *each.denominator)}
    return [_term(name, counts) for name in TERMS if name in used - {"completion", "review"}]


def _term(name: str, counts: WorkCounts) -> Term:
    symbol, meaning = TERMS[name]
    return Term(symbol, str(meaning), counts.of(name), name if is_listed(name) else "")


def shown(measure: WorkMeasure, counts: WorkCounts) -> str:
    """The figure in the reader's numerals and with its unit, or why there is none."""
    value = measure.value(counts)
    return str(measure.empty) if value is None else SHOWN[measure.unit](value)


def _days(value: Fraction) -> str:
    return _("%(number)s days") % {"number": _number(value, 1)}


def _workdays(value: Fraction) -> str:
    return _("%(number)s working days") % {"number": _number(value, 1)}


def _times(value: Fraction) -> str:
    return _number(value, 2)


def _number(value: Fraction, places: int) -> str:
    return number_format(rounded(value, places), decimal_pos=places)


SHOWN = {Unit.SHARE: percent, Unit.DAYS: _days, Unit.WORKDAYS: _workdays, Unit.TIMES: _times}


def about(line: WorkLine) -> str:
    """What makes a line belong to its list, in one sentence."""
    if line.handed is not None:
        return _handed(line.handed)
    task = line.task
    if task.standing is Standing.OVERDUE:
        return _("%(days)d days late.") % {"days": task.days_late}
    if task.completed_on is not None:
        days = (task.completed_on - task.assigned_on).days
        return _("Completed on %(day)s, %(days)d days after it was assigned.") % {
            "day": _day(task.completed_on),
            "days": days,
        }
    return str(task.risk.label) if task.risk else ""


def _handed(handed: Handed) -> str:
    what = {**dict(Outcome.choices), **dict(Act.choices)}[handed.what]
    words = {"what": what, "first": _day(handed.first), "days": handed.days}
    if handed.last is None:
        return _("%(what)s; asked on %(first)s.") % words
    words["last"] = _day(handed.last)
    if handed.what == Outcome.GRANTED:
        return _("%(what)s; asked on %(first)s, to %(last)s: %(days)d days later.") % words
    return _("%(what)s; from %(first)s to %(last)s: %(days)d working days.") % words


def _day(day: date) -> str:
    return date_format(day, "d/m/Y")
