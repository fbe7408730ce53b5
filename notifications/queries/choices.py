"""Who has switched reminders off, and whom mail does not reach."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import User
from notifications.models import ReminderChoice, SuppressedAddress


def choices_of(person: User) -> QuerySet[ReminderChoice]:
    """Whatever `person` has chosen, the latest first."""
    return ReminderChoice.objects.filter(person=person).order_by("-pk")


def wants_reminders(person: User) -> bool:
    """Whether `person` gets reminders by mail."""
    return person.pk not in switched_off([person])


def switched_off(people: Iterable[User]) -> set[int]:
    """Ids of those of `people` who want no reminders. One query."""
    made = ReminderChoice.objects.filter(person__in=[one.pk for one in people])
    latest = made.order_by("person_id", "-pk").distinct("person_id")
    return {choice.person_id for choice in latest if not choice.wanted}


def unreachable(people: Iterable[User]) -> set[int]:
    """Ids of those of `people` whose address is suppressed. One query."""
    by_address: dict[str, set[int]] = {}
    for one in people:
        by_address.setdefault(one.email.lower(), set()).add(one.pk)
    barred = SuppressedAddress.objects.filter(lifted_at=None, address__in=by_address)
    return set().union(*(by_address[row.address] for row in barred))


def suppression_of(person: User) -> SuppressedAddress | None:
    """Why mail to `person` fails now, or None."""
    return SuppressedAddress.objects.filter(lifted_at=None, address=person.email.lower()).first()
