"""How the counts came to be what they are: the nightly roll-ups, day after day."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from reports.models import DailyRollUp
from reports.rules.counts import Counts
from reports.rules.report import Question
from reports.rules.trend import Point
from tasks.enums import Organised, Participation, Standing

COUNTS = ("total", *Standing.values, "clear")
# Longer than the first number of days: one point every so many days. The first that fits counts.
STEPS = ((45, 1), (400, 7))
LONG_STEP = 30


def trend(question: Question) -> list[Point]:
    """The points up to the day asked for, the last one included, thinned over longer times.

    The roll-ups know leads, as organised then, and programmes, but neither instruments nor
    co-agencies: for those there is no trend, nor for one lead as organised now. Two queries.
    """
    joined = question.participation is Participation.JOINED
    if joined or question.instrument is not None or _regrouped(question):
        return []
    rolled = _asked(question)
    days = list(rolled.order_by("day").values_list("day", flat=True).distinct())
    chosen = set(thinned(days))
    by_day = rolled.filter(day__in=chosen).values("day").order_by("day")
    summed = by_day.annotate(**{f"sum_{name}": Sum(name) for name in COUNTS})
    rows = summed.values_list("day", *(f"sum_{name}" for name in COUNTS))
    return [Point(day, Counts(**dict(zip(COUNTS, sums, strict=True)))) for day, *sums in rows]


def thinned(days: list[date]) -> Iterator[date]:
    """Of ascending `days` the last, and those a whole number of steps before it."""
    if not days:
        return
    span = (days[-1] - days[0]).days
    step = next((step for limit, step in STEPS if span <= limit), LONG_STEP)
    yield from (day for day in days if (days[-1] - day) % timedelta(days=step) == timedelta())


def _regrouped(question: Question) -> bool:
    return question.organisation is not None and question.organised is Organised.NOW


def _asked(question: Question) -> QuerySet[DailyRollUp]:
    rolled = DailyRollUp.objects.filter(day__lte=question.as_of)
    if question.within is not None:
        rolled = rolled.filter(programme__in=question.within)
    if question.programme is not None:
        rolled = rolled.filter(programme=question.programme)
    if question.organisation is not None:
        rolled = rolled.filter(organisation=question.organisation)
    return rolled
