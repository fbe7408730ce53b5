"""The ladders that somebody may read, and what was decided about them."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from notifications.enums import Cause
from notifications.models import Rung, RungDecision
from tasks.enums import UNFINISHED
from tasks.models import Programme, Task

ORDER = {cause.value: place for place, cause in enumerate(Cause)}
# A working day in calendar days, to put rungs of both kinds in one order.
WORKING = 1.4


def readable_ladders(user: User, *, on: date) -> QuerySet[Programme]:
    """The programmes whose ladder `user` may read on the Hanoi day `on`.

    Superusers read all; administrators, secretaries and auditors of the owner its programmes'.
    """
    if user.is_superuser:
        return Programme.objects.all()
    seats = seats_of(user, on=on).own
    owners = seats.where(Role.ADMINISTRATOR, Role.SECRETARY, Role.AUDITOR)
    return Programme.objects.filter(owner__in=owners)


def kept_ladders(user: User, *, on: date) -> QuerySet[Programme]:
    """The programmes whose ladder `user` may change: superusers, administrators of the owner.

    Not whoever is an administrator elsewhere: a ladder says what another body's people are told.
    Nor secretaries: they are themselves told when something stays undone.
    """
    if user.is_superuser:
        return Programme.objects.all()
    owners = seats_of(user, on=on).own.where(Role.ADMINISTRATOR)
    return Programme.objects.filter(owner__in=owners)


def rungs_of(programme: Programme) -> list[Rung]:
    """Its rungs, used or not, in the order in which they come: the deadline's first."""
    return sorted(Rung.objects.filter(programme=programme), key=_place)


def _place(rung: Rung) -> tuple[int, float, int]:
    days = rung.days * (WORKING if rung.unit == "working" else 1)
    return ORDER[rung.cause], days, rung.pk


def decisions_of(programme: Programme) -> QuerySet[RungDecision]:
    """What was decided about its rungs, the latest first."""
    found = RungDecision.objects.filter(rung__programme=programme)
    return found.select_related("rung", "by").order_by("-pk")


def open_tasks(programme: Programme) -> QuerySet[Task]:
    """Its tasks about which there may be something to tell."""
    owed = Q(status__in=UNFINISHED, is_group=False)
    return Task.objects.filter(owed, programme=programme).order_by("pk")
