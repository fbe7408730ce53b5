"""Past days as known then, from the daily roll-ups: what was known then never changes again."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Sum

from accounts.queries import counted_as
from reports.models import DailyRollUp
from reports.queries.rates.counting import keyed
from reports.queries.rates.organised import bodies_of
from reports.queries.rates.tally import COLUMNS, is_plain
from reports.rules.counts import Counts
from reports.rules.report import Key, Question
from tasks.enums import DeadlineBasis, Knowledge, Organised, Standing

COUNTS = ("total", *Standing.values, "clear")


def is_rolled(question: Question) -> bool:
    """Whether the roll-ups can tell, if the day has been counted: they know who led then."""
    known = question.knowledge is Knowledge.KNOWN and not question.is_today
    then = question.organised is Organised.THEN
    return known and then and question.deadline is DeadlineBasis.IN_FORCE and is_plain(question)


def rolled(question: Question) -> dict[Key, Counts] | None:
    """As `counts_by_slice`; None for a day that has not been counted. One query."""
    slices = [question.by] if question.by else []
    columns = {f"key_{each}": COLUMNS[each] for each in slices}
    found: dict[Key, Counts] = defaultdict(Counts)
    for keys, *sums in keyed(summed(_asked(question), **columns), slices, question):
        found[keys[0] if slices else 0] += Counts(*sums)
    return dict(found) or None


def kept_of(day: date) -> dict[tuple[Key, Key], Counts]:
    """Ids of organisation and programme → what the rows of a day say."""
    columns = {"led": F("organisation_id"), "of": F("programme_id")}
    rows = summed(DailyRollUp.objects.filter(day=day), **columns)
    return {(led, of): Counts(*sums) for led, of, *sums in rows}


def summed(days: QuerySet[DailyRollUp], **columns: Any) -> Iterable[tuple[Any, ...]]:
    """One row for each day and values of `columns`: these, then the sums, as `Counts` has them."""
    sums = {f"sum_{name}": Sum(name) for name in COUNTS}
    grouped: QuerySet[Any] = days.order_by().values("day", **columns).annotate(**sums)
    return grouped.values_list(*columns, *sums)


def of_programmes(question: Question) -> QuerySet[DailyRollUp]:
    """The rows of the programmes asked for, of all days."""
    days = DailyRollUp.objects.all()
    if question.within is not None:
        days = days.filter(programme__in=question.within)
    return days.filter(programme=question.programme) if question.programme else days


def _asked(question: Question) -> QuerySet[DailyRollUp]:
    day = of_programmes(question).filter(day=question.as_of)
    if question.organisation is None:
        return day
    return day.filter(organisation__in=counted_as(bodies_of(question), question.heirs))
