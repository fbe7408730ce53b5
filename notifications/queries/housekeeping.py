"""How much there is of what administrators look after."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import Membership, Organisation
from accounts.queries.administering import Scope
from accounts.queries.people import STATES, people_within
from tasks.models import DayDecision, Merger


@dataclass(frozen=True)
class Kept:
    """Counts. `people`: who may sign in, and of them `never` and `unmailable`; beside them
    `blocked`. Organisations that exist, and of them `without_people`. Mergers that are to come.
    """

    people: int
    never: int
    unmailable: int
    blocked: int
    organisations: int
    without_people: int
    mergers: int
    decided_days: int


def what_is_kept(scope: Scope, *, on: date) -> Kept:
    """On the Hanoi day `on`, of what somebody with `scope` looks after. Four queries."""
    counted = {name: Count("pk", filter=state) for name, state in STATES.items()}
    people = people_within(scope).order_by()
    planned = Merger.objects.filter(done_at=None, called_off_at=None)
    decided = DayDecision.objects.filter(day__gte=date(on.year, 1, 1))
    return Kept(
        **people.aggregate(people=Count("pk", filter=Q(is_active=True)), **counted),
        **_organisations(scope, on),
        mergers=planned.count(),
        decided_days=decided.values("day").distinct().count(),
    )


def _organisations(scope: Scope, on: date) -> dict[str, int]:
    found = Organisation.objects.alive_on(on).order_by()
    if scope.organisations is not None:
        found = found.filter(pk__in=scope.organisations)
    held = Membership.objects.in_force_on(on).filter(organisation=OuterRef("pk"))
    annotated = found.annotate(peopled=Exists(held))
    return annotated.aggregate(
        organisations=Count("pk"), without_people=Count("pk", filter=Q(peopled=False))
    )
