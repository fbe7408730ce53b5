"""People, for those who look after them."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Lower

from accounts.enums import About
from accounts.models import Change, Membership, Organisation, User
from accounts.queries.administering import Scope
from tracker.lib.functions import Fold

# What a list of people can be narrowed to, besides words, organisation and role.
STATES = {
    "blocked": Q(is_active=False),
    "never": Q(is_active=True, last_login=None),
    "unmailable": Q(is_active=True, email=""),
}


def people_within(scope: Scope) -> QuerySet[User]:
    """Whom somebody with `scope` may see: who holds, held or will hold a role there."""
    if scope.organisations is None:
        return User.objects.all()
    seats = Membership.objects.filter(organisation__in=scope.organisations, user=OuterRef("pk"))
    return User.objects.filter(Exists(seats))


def people_listed(
    scope: Scope,
    *,
    on: date,
    text: str = "",
    organisation: Organisation | None = None,
    role: str = "",
    state: str = "",
) -> QuerySet[User]:
    """Those within `scope`, by name, with the roles of the Hanoi day `on`.

    `text`: words of their name, user name or address. `organisation` counts with all below it.
    """
    found = people_within(scope).annotate(folded=Fold("full_name", "username", "email"))
    for word in text.split():
        found = found.filter(folded__contains=Fold(Value(word)))
    if organisation or role:
        found = found.filter(Exists(_seats(organisation, role, on)))
    if state == "no_role":
        found = found.exclude(Exists(_seats(None, "", on)))
    elif state:
        found = found.filter(STATES[state])
    return found.prefetch_related(roles_held(on))


def _seats(organisation: Organisation | None, role: str, on: date) -> QuerySet[Membership]:
    """In force, whether or not their person is blocked: one looks for the blocked too."""
    seats = Membership.objects.in_force_on(on).filter(user=OuterRef("pk"))
    if organisation:
        below = Organisation.objects.below([organisation.pk]).values("pk")
        seats = seats.filter(organisation__in=below)
    return seats.filter(role=role) if role else seats


def roles_held(on: date) -> "Prefetch[Any]":
    """Each person's roles of the Hanoi day `on`, as `held`."""
    seats = Membership.objects.in_force_on(on).select_related("organisation")
    return Prefetch("memberships", seats.order_by("from_day", "pk"), to_attr="held")


def going_on(day: date) -> QuerySet[Membership]:
    """Roles that are not over on the Hanoi day `day`."""
    return Membership.objects.filter(Q(until_day=None) | Q(until_day__gte=day))


def roles_of(person: User) -> QuerySet[Membership]:
    """All of them: what goes on first, then what is over, the latest first."""
    found = Membership.objects.filter(user=person).select_related("organisation")
    return found.order_by(F("until_day").desc(nulls_first=True), "-from_day", "-pk")


def changes_of(person: User) -> QuerySet[Change]:
    """What was changed about `person`, the latest first."""
    return Change.objects.filter(person=person).select_related("organisation", "by")


def username_taken(username: str) -> bool:
    """Whether somebody signs in by it, whatever the case of the letters."""
    return User.objects.annotate(small=Lower("username")).filter(small=username.lower()).exists()


def called(words: str) -> QuerySet[User]:
    """Those who can sign in and whose user name or address it is, whatever the case of letters."""
    return User.objects.filter(Q(username__iexact=words) | Q(email__iexact=words), is_active=True)


def links_asked_for(person: User, *, since: datetime) -> QuerySet[Change]:
    """Links to set a password that `person` was sent since then, and no administrator sent."""
    theirs = Change.objects.filter(person=person, about=About.PERSON, by=None, was__isnull=False)
    before = Q(was__link_sent_at=F("became__link_sent_at"))
    return theirs.filter(recorded_at__gt=since).exclude(before)
