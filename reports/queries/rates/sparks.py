"""How each row of a report came to be: some points of its last weeks, from the daily roll-ups."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import F, Max

from reports.enums import Slice
from reports.queries.rates.counting import keyed
from reports.queries.rates.rolled import of_programmes, summed
from reports.queries.rates.tally import COLUMNS
from reports.queries.rates.trend import has_trend, leads_of
from reports.rules.counts import Counts
from reports.rules.report import Key, Question
from reports.rules.trend import Point

WEEKS = 8
OF_BODIES = (Slice.ORGANISATION, Slice.BLOCK, Slice.PROGRAMME)


def sparks(question: Question) -> dict[Key, list[Point]]:
    """The identity of each row → its points, a week apart, up to the last finished day asked for.

    As known at the end of each day and against the deadline in force, with organisations in the
    blocks of the day asked for. Empty where the roll-ups cannot tell. Two queries.
    """
    if question.by not in OF_BODIES or question.across or question.subtree:
        return {}
    rows = of_programmes(question)
    last = rows.filter(day__lte=question.as_of).aggregate(last=Max("day"))["last"]
    if last is None or not has_trend(question):
        return {}
    if (leads := leads_of(question)) is not None:
        rows = rows.filter(organisation__in=leads)
    columns = {f"key_{question.by}": COLUMNS[question.by], "of_day": F("day")}
    sums_of_days = summed(rows.filter(day__in=_weekly(last)), **columns)
    found: dict[Key, dict[date, Counts]] = defaultdict(lambda: defaultdict(Counts))
    for keys, day, *sums in keyed(sums_of_days, [question.by], question):
        found[keys[0]][day] += Counts(*sums)
    return {key: [Point(*each) for each in sorted(of.items())] for key, of in found.items()}


def _weekly(last: date) -> list[date]:
    return [last - timedelta(weeks=weeks) for weeks in range(WEEKS + 1)]
