"""How often deadlines were moved, by how many days, and how many requests came too late."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Sum

from accounts.models import Organisation
from tasks.enums import Outcome
from tasks.models import Extension, Programme, Task
from tasks.rules.extensions import ExtensionCounts
from tracker.lib.functions import Element, StepOn


def by_lead(tasks: QuerySet[Task]) -> list[tuple[Organisation, ExtensionCounts]]:
    """Each organisation, with the requests about `tasks` of the days on which it led them.

    In the order of their names. Two queries.
    """
    led = Element(
        "task__leads", StepOn(F("asked_on"), "task__lead_from"), output_field=BigIntegerField()
    )
    counts = dict(_by(tasks, led))
    organisations = Organisation.objects.filter(pk__in=counts)
    return [(organisation, counts[organisation.pk]) for organisation in organisations]


def by_programme(tasks: QuerySet[Task]) -> list[tuple[Programme, ExtensionCounts]]:
    """Each programme with the requests about its tasks among `tasks`. Two queries."""
    counts = dict(_by(tasks, F("task__programme")))
    return [(each, counts[each.pk]) for each in Programme.objects.filter(pk__in=counts)]


def waiting(tasks: QuerySet[Task]) -> QuerySet[Extension]:
    """Requests about `tasks` that nobody has decided yet; the longest waiting first."""
    found = Extension.objects.filter(outcome=Outcome.PENDING, task__in=tasks.values("pk"))
    related = found.select_related("task__lead", "task__programme", "task__authority__parent", "by")
    return related.order_by("recorded_at", "pk")


def _by(tasks: QuerySet[Task], key: Any) -> Iterator[tuple[int, ExtensionCounts]]:
    about = Extension.objects.filter(task__in=tasks.values("pk")).order_by()
    grouped = about.values(key=key).annotate(**_COUNTED)
    for found, *counts in grouped.values_list("key", *_COUNTED):
        yield found, _counts(**dict(zip(_COUNTED, counts, strict=True)))


def _counts(*, days: timedelta | None, **counts: int) -> ExtensionCounts:
    """Nothing granted makes no days."""
    return ExtensionCounts(days=days.days if days else 0, **counts)


def _outcome(outcome: Outcome) -> Count:
    return Count("pk", filter=Q(outcome=outcome))


_COUNTED = {
    "asked": Count("pk"),
    "granted": _outcome(Outcome.GRANTED),
    "days": Sum(F("granted_deadline") - F("old_deadline")),
    "late": Count("pk", filter=Q(asked_on__gt=F("old_deadline"))),
    "refused": _outcome(Outcome.REFUSED),
    "waiting": _outcome(Outcome.PENDING),
    "lapsed": _outcome(Outcome.LAPSED),
}
