"""Who looks after delivery: superusers, and whoever is an administrator on the day."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import Membership, User
from tracker.clock import today


def administrators(*, on: date) -> QuerySet[User]:
    """Administrators on the Hanoi day `on` who can be mailed."""
    return _administering(on).exclude(email="")


def administers(user: User, *, on: date) -> bool:
    """Whether `user` looks after delivery on the Hanoi day `on`."""
    return _administering(on).filter(pk=user.pk).exists()


def check_administers(user: User, *, on: date | None = None) -> None:
    """Raises PermissionDenied unless `user` looks after delivery."""
    if not administers(user, on=on or today()):
        raise PermissionDenied


def _administering(on: date) -> QuerySet[User]:
    held = Membership.objects.held_on(on).filter(role=Role.ADMINISTRATOR)
    return User.objects.filter(
        Q(is_superuser=True) | Q(pk__in=held.values("user")), is_active=True
    ).order_by("pk")
