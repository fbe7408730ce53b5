"""How organisations and memberships are asked for. Days are Hanoi days."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from accounts.enums import Role

if TYPE_CHECKING:
    from accounts.models import Deputy, Membership, Organisation  # noqa: F401 - in strings below

SUBTREE = """
    WITH RECURSIVE tree(id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT child.id FROM accounts_organisation child JOIN tree ON child.parent_id = tree.id
    )
    SELECT id FROM tree
"""

# The same, and whoever had ended by a day with one of them as the default successor.
ESTATE = """
    WITH RECURSIVE estate(id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT further.id FROM estate CROSS JOIN LATERAL (
            SELECT child.id FROM accounts_organisation child WHERE child.parent_id = estate.id
            UNION ALL
            SELECT ended.id
            FROM accounts_succession passed
            JOIN accounts_organisation ended ON ended.id = passed.predecessor_id
            WHERE passed.successor_id = estate.id AND passed.is_default AND ended.alive_until < %s
        ) AS further
    )
    SELECT id FROM estate
"""


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def alive_on(self, day: date) -> Self:
        """Those that exist on `day`."""
        return self.filter(Q(alive_until=None) | Q(alive_until__gte=day), alive_from__lte=day)

    def below(self, roots: Iterable[int]) -> Self:
        """The organisations with the ids `roots`, and all below them in the tree."""
        return self.filter(pk__in=RawSQL(SUBTREE, [sorted(roots)]))

    def estate_of(self, roots: Iterable[int], *, on: date) -> Self:
        """As `below`, with the organisations to whose place they came by the Hanoi day `on`."""
        return self.filter(pk__in=RawSQL(ESTATE, [sorted(roots), on]))


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force_on(self, day: date) -> Self:
        """Those in force on `day`, whether or not their person may sign in."""
        return self.filter(Q(until_day=None) | Q(until_day__gte=day), from_day__lte=day)

    def held_on(self, day: date) -> Self:
        """Those in force on `day` whose person may sign in."""
        return self.in_force_on(day).filter(user__is_active=True)


class DeputyQuerySet(models.QuerySet["Deputy"]):
    def named_for(self, day: date) -> Self:
        """Those whose period covers `day`."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gt=day),
            from_day__lte=day,
            until_day__gte=day,
            deputy__is_active=True,
        )

    def acting_on(self, day: date) -> Self:
        """Those who may act on `day`: named for it, and the head is still the head then."""
        from accounts.models import Membership

        heads = Membership.objects.held_on(day).filter(
            role=Role.HEAD, user=OuterRef("head"), organisation=OuterRef("organisation")
        )
        return self.named_for(day).filter(Exists(heads))
