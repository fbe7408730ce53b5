"""How tasks and their events are asked for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from accounts.enums import Role
from accounts.models import Organisation, User
from accounts.queries import Seats, remembered, seats_of
from tasks.enums import OPEN, Status
from tracker.clock import end_of
from tracker.lib.functions import OneOf

if TYPE_CHECKING:
    from tasks.models import Obstacle, Programme, Task, TaskEvent  # noqa: F401 - in strings below


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
        return self.filter(_visible(reach_of(user, on)))

    def seen_besides(self, user: User, *, on: date) -> Self:
        """What of that lies outside of the programmes that `user` oversees."""
        reach = reach_of(user, on)
        seen = self.filter(_visible(replace(reach, overseen=[])))
        return seen.exclude(programme__in=reach.overseen)


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


@dataclass(frozen=True)
class Reach:
    """Ids: organisations whose tasks one sees, those for which one signs, programmes overseen.

    Asked beforehand: with the ids in the statement PostgreSQL knows how many tasks they have, and
    goes by the index that suits so many.
    """

    own: list[int]
    signs: list[int]
    overseen: list[int]


def reach_of(user: User, on: date) -> Reach:
    """How far `user` sees on the Hanoi day `on`; asked once a page."""
    return remembered(user, ("reach", on), lambda: _found_reach(seats_of(user, on=on), on))


def _found_reach(seats: Seats, on: date) -> Reach:
    owners = seats.where(Role.SECRETARY, Role.AUDITOR)
    own = Organisation.objects.estate_of(seats.anywhere, on=on).order_by()
    overseen = _programmes().filter(owner__in=owners).order_by()
    kinds = [(own, "own"), (overseen, "overseen")]
    marked = [each.values_list("pk", Value(kind)) for each, kind in kinds]
    found = list(marked[0].union(marked[1], all=True)) if seats.anywhere else []
    return Reach(
        own=sorted(pk for pk, kind in found if kind == "own"),
        signs=sorted(seats.where(Role.HEAD, Role.FOCAL_POINT)),
        overseen=sorted(pk for pk, kind in found if kind == "overseen"),
    )


def _visible(reach: Reach) -> Q:
    overseen, own = Q(programme__in=reach.overseen), reach.own
    if not own:
        return overseen
    ever = Q(assigned_on__isnull=False)  # also a draft that was discarded stays its writers'
    asked = OneOf("pk", ArraySubquery(_obstacles().filter(asked__in=own).values("task")))
    takes_part = Q(leads__overlap=own) | Q(joined__overlap=own) | Q(unit__in=own)
    return overseen | ever & (takes_part | Q(asked) | Q(authority__in=reach.signs))


def _programmes() -> "models.QuerySet[Programme]":
    from tasks.models import Programme  # as below

    return Programme.objects.all()


def _obstacles() -> "models.QuerySet[Obstacle]":
    from tasks.models import Obstacle  # the model's manager needs this module first

    return Obstacle.objects.all()
