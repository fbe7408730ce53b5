"""How the counts came to be what they are: the nightly roll-ups, day after day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import F, Max, Min, QuerySet

from accounts.queries.places import Places, rows_under
from reports.models import DailyRollUp
from reports.queries.rates.organised import bodies_of
from reports.queries.rates.rolled import of_programmes, summed
from reports.queries.rates.then import keys_of_bodies, places_known_on
from reports.rules.counts import Counts
from reports.rules.report import Question
from reports.rules.trend import Point
from tasks.enums import Organised, Participation
from tasks.queries.facets import FACETS

# Longer than the first number of days: one point every so many days. The first that fits counts.
STEPS = ((45, 1), (400, 7))
LONG_STEP = 30


def has_trend(question: Question) -> bool:
    """Whether the roll-ups can tell: they know leads, as organised then, and programmes.

    They know neither instruments nor co-agencies, nor what else only tasks have, nor the leads of
    today.
    """
    of_task = [each for each in question.only if not FACETS[each].of_body]
    joined = question.participation is Participation.JOINED
    now = question.organised is Organised.NOW and _is_of_some(question)
    return not (of_task or joined or now or question.instrument)


def trend(question: Question) -> list[Point]:
    """The points up to the day asked for, the last one included, thinned over longer times.

    Each is the answer to the question at the end of its day, as known and as organised then,
    against the deadline in force; the first is that of the first task. None for a question that
    the roll-ups cannot answer. Four queries, and two more for each time the tree has changed.
    """
    if not has_trend(question):
        return []
    chosen = list(thinned(*_span(question)))
    found: dict[date, Counts] = {}
    for leads, days in _leads_on(question, chosen):
        found |= _sums(_asked(question, leads), days)
    points = [Point(day, found.get(day, Counts())) for day in chosen]
    first = next((place for place, point in enumerate(points) if point.counts.total), len(points))
    return points[first:]


def thinned(first: date | None, last: date | None) -> Iterator[date]:
    """The last day, and those a whole number of steps before it, ascending."""
    if first is None or last is None:
        return
    span = (last - first).days
    step = next((step for limit, step in STEPS if span <= limit), LONG_STEP)
    for days in range(span - span % step, -1, -step):
        yield last - timedelta(days=days)


def _span(question: Question) -> tuple[date | None, date | None]:
    """The first day on which there was a task of the programmes, and the last; days have no gap."""
    ends = _asked(question, None).aggregate(first=Min("day"), last=Max("day"))
    return ends["first"], ends["last"]


def _is_of_some(question: Question) -> bool:
    """Whether it is about some leads only."""
    return question.organisation is not None or any(FACETS[each].of_body for each in question.only)


def leads_of(question: Question) -> frozenset[int] | None:
    """Who counts, as organised on the day asked for; None for all."""
    return _leads(question, question.places) if _is_of_some(question) else None


def _leads_on(
    question: Question, days: list[date]
) -> Iterator[tuple[frozenset[int] | None, list[date]]]:
    """Who counts, as organised then, and the days on which it was so; None for all."""
    if not _is_of_some(question):
        yield None, days
        return
    together: dict[frozenset[int], list[date]] = defaultdict(list)
    for places, alike in places_known_on(days):
        together[_leads(question, places)] += alike
    yield from together.items()


def _leads(question: Question, places: Places) -> frozenset[int]:
    top = question.organisation
    then = replace(question, places=places)
    if question.subtree:
        then = replace(then, under=rows_under(top.pk if top else None, places))
    leads = bodies_of(then) if top else None
    for each, key in question.only.items():
        keys = keys_of_bodies(FACETS[each], then)
        bodies = {body for body, found in keys.items() if found == FACETS[each].raw(key)}
        leads = bodies if leads is None else leads & bodies
    return frozenset(leads or ())


def _sums(rows: QuerySet[DailyRollUp], days: Iterable[date]) -> dict[date, Counts]:
    of_days = summed(rows.filter(day__in=days), of_day=F("day"))
    return {day: Counts(*sums) for day, *sums in of_days}


def _asked(question: Question, leads: frozenset[int] | None) -> QuerySet[DailyRollUp]:
    rows = of_programmes(question).filter(day__lte=question.as_of)
    return rows if leads is None else rows.filter(organisation__in=leads)
