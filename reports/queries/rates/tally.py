"""Today's figures from the tally: a few rows for each organisation, for any number of tasks."""

from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, F, Func, QuerySet, Sum

from accounts.queries import counted_as
from reports.enums import Slice
from reports.models import Tally
from reports.queries.rates.counting import collected, keyed
from reports.queries.rates.organised import bodies_of
from reports.rules.counts import Counts
from reports.rules.report import Key, Question
from tasks.enums import Participation

# The slices that the tally knows, and what tells their rows apart. All others are counted.
COLUMNS = {
    Slice.ORGANISATION: F("organisation_id"),
    Slice.BLOCK: F("organisation_id"),
    Slice.PROGRAMME: F("programme_id"),
}
# What a question may say to be answered from kept sums; nothing else of it may be set.
NARROWED = (
    *("as_of", "knowledge", "deadline", "programme", "organisation", "by", "within"),
    *("organised", "heirs", "subtree", "under", "is_today", "places", "themes"),
)


class Today(Func):
    """The database's Hanoi day, looked up once for all rows."""

    template = "(SELECT tracker_today())"
    output_field = DateField()


def is_tallied(question: Question) -> bool:
    """Whether the tally can tell."""
    return question.is_today and is_plain(question)


def is_plain(question: Question) -> bool:
    """Whether nothing narrows the question down but programme and lead, and it asks for no more."""
    asked = Question(**{name: getattr(question, name) for name in NARROWED})
    led = question.participation is Participation.LEAD
    return led and question.by in (None, *COLUMNS) and asked == question


def tallied(question: Question) -> dict[Key, Counts] | None:
    """As `counts_by_slice`, for the database's today; None for any other day. One query."""
    slices = [question.by] if question.by else []
    columns = {f"key_{each}": COLUMNS[each] for each in slices}
    grouped = _entries(question).values("standing", **columns)
    summed = grouped.annotate(count=Sum("tasks"), count_clear=Sum("clear")).exclude(count=0)
    rows: Iterable[tuple[Any, ...]] = summed.values_list(
        *columns, "standing", "count", "count_clear"
    )
    counts = collected(keyed(rows, slices, question))
    return {keys[0] if slices else 0: each for keys, each in counts.items()} or None


def _entries(question: Question) -> QuerySet[Tally]:
    """Those that count by the day asked for, if that is today."""
    asked = {"basis": question.deadline, "from_day__lte": question.as_of}
    if question.within is not None:
        asked["programme__in"] = question.within
    if question.programme is not None:
        asked["programme"] = question.programme
    if question.organisation is not None:
        asked["organisation__in"] = counted_as(bodies_of(question), question.heirs)
    return Tally.objects.alias(today=Today()).filter(today=question.as_of, **asked)
