"""What a person is, on one day: the roles they hold and where.

Read once per request and handed to the rules, which then need no database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.enums import Role
from accounts.models import Membership, User


@dataclass(frozen=True)
class Seats:
    """`held` maps each role to the ids of the organisations in which it is held."""

    user_id: int
    held: dict[str, frozenset[int]]

    def where(self, *roles: Role) -> frozenset[int]:
        """Ids of the organisations in which any of `roles` is held."""
        return frozenset().union(*(self.held.get(role, frozenset()) for role in roles))

    def has(self, *roles: Role, at: int | None) -> bool:
        """Whether one of `roles` is held in the organisation with id `at`."""
        return at in self.where(*roles)

    @property
    def anywhere(self) -> frozenset[int]:
        """Ids of every organisation in which any role is held."""
        return self.where(*Role)


def seats_of(user: User, *, on: date) -> Seats:
    """The roles that `user` holds on the Hanoi day `on`. One query."""
    memberships = Membership.objects.held_on(on).filter(user=user)
    return Seats(user.pk, _grouped(memberships.values_list("role", "organisation_id")))


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, frozenset[int]]:
    held: dict[str, set[int]] = {}
    for role, organisation in pairs:
        held.setdefault(role, set()).add(organisation)
    return {role: frozenset(ids) for role, ids in held.items()}
