"""How tasks and their events are asked for."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.enums import Role
from accounts.models import Organisation, User
from accounts.queries import Seats, seats_of
from tasks.enums import OPEN, Status
from tracker.clock import end_of

if TYPE_CHECKING:
    from tasks.models import Obstacle, Task, TaskEvent  # noqa: F401 - in strings below


class TaskQuerySet(models.QuerySet["Task"]):
    def leaves(self) -> Self:
        """Tasks in the sense of counts: assigned at some time, and not a group's parent."""
        return self.filter(is_group=False).exclude(status=Status.DRAFT)

    def open(self) -> Self:
        """Those that somebody still has to work on: assigned or in progress."""
        return self.filter(status__in=OPEN)

    def visible_to(self, user: User | AnonymousUser, *, on: date) -> Self:
        """What `user` may see on the Hanoi day `on`.

        All of a programme for secretaries and auditors of its owner; for others the tasks that
        an organisation of theirs, one below it, or one to whose place it came, leads, led before,
        joins, was asked about or was handed as its unit; for heads and focal points also those of
        which their organisation is the authority.
        """
        if not isinstance(user, User):
            return self.none()
        return self.filter(_visible(seats_of(user, on=on), on))


class TaskEventQuerySet(models.QuerySet["TaskEvent"]):
    def known_at(self, day: date) -> Self:
        """The last event of each task that was recorded by the end of the Hanoi day `day`."""
        end = end_of(day)
        newer = self.model.objects.filter(
            task_id=OuterRef("task_id"), revision__gt=OuterRef("revision"), recorded_at__lt=end
        )
        return self.filter(~Exists(newer), recorded_at__lt=end)

    def leaves(self) -> Self:
        """As for tasks: assigned at some time, and not a group's parent."""
        return self.filter(is_group=False).exclude(status=Status.DRAFT)


def _visible(seats: Seats, on: date) -> Q:
    overseen = seats.where(Role.SECRETARY, Role.AUDITOR)
    own = Organisation.objects.estate_of(seats.anywhere, on=on).values("pk")
    ever = Q(assigned_on__isnull=False)  # also a draft that was discarded stays its writers'
    asked = Exists(_obstacles().filter(task=OuterRef("pk"), asked__in=own))
    signs = Q(authority__in=seats.where(Role.HEAD, Role.FOCAL_POINT))
    takes_part = Q(leads__overlap=own) | Q(joined__overlap=own) | Q(unit__in=own)
    mine = ever & (takes_part | Q(asked) | signs)
    return Q(programme__owner__in=overseen) | mine


def _obstacles() -> "models.QuerySet[Obstacle]":
    from tasks.models import Obstacle  # the model's manager needs this module first

    return Obstacle.objects.all()
