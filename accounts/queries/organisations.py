"""Organisations, for those who look after them."""

from datetime import date

from django.db.models import Count, Q, QuerySet, Value

from accounts.models import Change, Organisation
from accounts.queries.administering import Scope
from tracker.lib.functions import Fold


def organisations_listed(
    scope: Scope, *, on: date, text: str = "", block: str = "", state: str = ""
) -> QuerySet[Organisation]:
    """Those within `scope`, with `people`: how many hold a role there on the Hanoi day `on`.

    `state` is "all" for those that have ended too, "ended" for them alone, "empty" for those in
    which nobody holds a role.
    """
    within = scope.organisations
    found = (
        Organisation.objects.all() if within is None else Organisation.objects.filter(pk__in=within)
    )
    for word in text.split():
        found = found.filter(folded__contains=Fold(Value(word)))
    if block:
        found = found.filter(block=block)
    held = Q(memberships__from_day__lte=on) & (
        Q(memberships__until_day=None) | Q(memberships__until_day__gte=on)
    )
    here = Count("memberships__user", filter=held, distinct=True)
    counted = _alive(found, state, on).annotate(people=here)
    if state == "empty":
        counted = counted.filter(people=0)
    return counted.select_related("parent").order_by("sort_key", "pk")


def changes_of(organisation: Organisation) -> QuerySet[Change]:
    """What it was called and how long it exists, the latest change first."""
    found = Change.objects.filter(about="organisation", organisation=organisation)
    return found.select_related("by")


def _alive(found: QuerySet[Organisation], state: str, on: date) -> QuerySet[Organisation]:
    if state == "all":
        return found
    if state == "ended":
        return found.filter(alive_until__lt=on)
    return found.exclude(alive_until__lt=on)
