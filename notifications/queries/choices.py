"""Who has switched reminders off, and whom mail does not reach."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import User
from notifications.enums import Reason
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


def unreachable(people: Iterable[User]) -> dict[int, Reason]:
    """Ids of those of `people` whom mail does not reach, each with why. One query."""
    found: dict[int, Reason] = {}
    by_address: dict[str, list[int]] = {}
    for one in people:
        by_address.setdefault(one.email.lower(), []).append(one.pk)
    found |= dict.fromkeys(by_address.pop("", []), Reason.NO_ADDRESS)
    barred = SuppressedAddress.objects.filter(lifted_at=None, address__in=by_address)
    for row in barred:
        found |= dict.fromkeys(by_address[row.address], Reason.SUPPRESSED)
    return found


def suppression_of(person: User) -> SuppressedAddress | None:
    """Why mail to `person` fails now, or None."""
    return SuppressedAddress.objects.filter(lifted_at=None, address=person.email.lower()).first()
