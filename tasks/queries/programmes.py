"""Of which programmes somebody is a member, and so may read the rates."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.queries import seats_of
from tasks.enums import Status
from tasks.models import Programme, Task
from tasks.models.querysets import reach_of


def overseen_by(user: User, *, on: date) -> frozenset[int]:
    """Ids of the programmes of whose owner `user` is secretary or auditor on the day `on`."""
    return frozenset(reach_of(user, on).overseen)


def programmes_of(user: User | AnonymousUser, *, on: date) -> QuerySet[Programme]:
    """The programmes of which `user` is a member on the Hanoi day `on`.

    That is whoever is secretary, auditor or administrator of the owner, and whoever holds any role
    in an organisation that leads or joins one of its tasks, or in one above such an organisation.
    """
    if not isinstance(user, User):
        return Programme.objects.none()
    seats, own = seats_of(user, on=on), reach_of(user, on).own
    handed_out = Task.objects.exclude(status=Status.DRAFT).filter(programme=OuterRef("pk"))
    return Programme.objects.filter(
        Q(owner__in=seats.where(Role.SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR))
        | Exists(handed_out.filter(lead__in=own))
        | Exists(handed_out.filter(joined__overlap=own))
    )
