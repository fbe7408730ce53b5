"""Who works inside an organisation: its units, and the people in them."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import Membership, Organisation, User


def units_of(organisation: int, *, on: date) -> QuerySet[Organisation]:
    """Those below the organisation with this id in the tree that exist on the Hanoi day `on`."""
    below = Organisation.objects.below([organisation])
    return below.alive_on(on).exclude(pk=organisation)


def people_in(organisation: int, *, on: date) -> QuerySet[User]:
    """Who holds a role in the organisation with this id, or below it, on the Hanoi day `on`."""
    return User.objects.filter(pk__in=_held(organisation, on=on).values("user"))


def posts_of(officer: User, *, below: int, on: date) -> list[int]:
    """Ids of the organisations, `below` or under it, in which `officer` holds a role then."""
    held = _held(below, on=on).filter(user=officer)
    return sorted(set(held.values_list("organisation_id", flat=True)))


def _held(organisation: int, *, on: date) -> QuerySet[Membership]:
    below = Organisation.objects.below([organisation])
    return Membership.objects.held_on(on).filter(organisation__in=below.values("pk"))
