"""Who looks after people and organisations, and after which of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from accounts.enums import LEVELS, Role
from accounts.models import Membership, Organisation, User
from accounts.queries import Seats

# Administrators of bodies that decide for all look after all of them.
FOR_ALL = max(LEVELS.values())
KINDS_FOR_ALL = [kind for kind, level in LEVELS.items() if level == FOR_ALL]


@dataclass(frozen=True)
class Scope:
    """`organisations`: ids of those that somebody looks after, None for every one of them.

    `superuser`: accounts above all roles are changed by such accounts only.
    """

    organisations: frozenset[int] | None
    superuser: bool = False

    def has(self, organisation: int | None) -> bool:
        """Whether the one with this id is among them; None is nobody's but of whoever has all."""
        return self.organisations is None or organisation in self.organisations

    def has_all(self, organisations: Collection[int]) -> bool:
        """Whether these are some, and all of them among them."""
        if self.organisations is None:
            return True
        return bool(organisations) and self.organisations.issuperset(organisations)


def scope_of(user: User, *, on: date) -> Scope:
    """What `user` looks after on the Hanoi day `on`.

    Superusers, and administrators of a body that decides for all (of the Party, of the state, a
    steering committee): everything. Administrators of another organisation: that, and what lies
    below it. Raises PermissionDenied for everybody else.
    """
    if user.is_superuser and user.is_active:
        return Scope(None, superuser=True)
    held = Membership.objects.held_on(on).filter(role=Role.ADMINISTRATOR, user=user)
    kinds = dict(held.values_list("organisation_id", "organisation__kind"))
    if not kinds:
        raise PermissionDenied
    if set(kinds.values()) & set(KINDS_FOR_ALL):
        return Scope(None)
    below = Organisation.objects.below(kinds).values_list("pk", flat=True)
    return Scope(frozenset(below))


def administrators_for_all(*, on: date) -> QuerySet[User]:
    """Who looks after everything on the Hanoi day `on`, and goes on to."""
    held = Membership.objects.held_on(on).filter(
        role=Role.ADMINISTRATOR, organisation__kind__in=KINDS_FOR_ALL, until_day=None
    )
    return User.objects.filter(Q(is_superuser=True) | Q(pk__in=held.values("user")), is_active=True)


def looks_after(scope: Scope, person: User, *, on: date) -> bool:
    """Whether `person` may be changed by somebody with `scope`.

    Every role of theirs that is not over has to lie within it: who changes an address could sign
    in as whom it belongs to.
    """
    if person.is_superuser:
        return scope.superuser
    going_on = Membership.objects.filter(Q(until_day=None) | Q(until_day__gte=on), user=person)
    return scope.has_all(set(going_on.values_list("organisation_id", flat=True)))


def looks_after_all(user: User, seats: Seats) -> bool:
    """Whether that is everything; `seats` are those of `user`. Mostly no query."""
    held = seats.own.where(Role.ADMINISTRATOR)
    if user.is_superuser or not held:
        return user.is_superuser
    return Organisation.objects.filter(pk__in=held, kind__in=KINDS_FOR_ALL).exists()
