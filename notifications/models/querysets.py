"""How notices are asked for."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from accounts.queries import seats_of
from accounts.queries.administering import looks_after_all
from notifications.enums import NoticeState
from tasks.models import Task

if TYPE_CHECKING:
    from notifications.models import Notice  # noqa: F401 - in a string below

# Who answers for the people of an organisation, and of those below it.
OVERSEES_PEOPLE = (Role.HEAD, Role.SECRETARY, Role.ADMINISTRATOR)
# What its reader is shown in the application: what was put into words for them, whatever became of
# the mail, and what is told there alone. What is only planned may still turn out not to hold.
SHOWN = Q(message__isnull=False) | Q(state=NoticeState.WITHHELD)
UNREAD = SHOWN & Q(read_at=None)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def shown_to(self, reader: User) -> Self:
        """What `reader` is told in the application."""
        return self.filter(SHOWN, recipient=reader)

    def unread_by(self, reader: User) -> Self:
        """The same, as far as they have not opened it. An index holds these alone."""
        return self.filter(UNREAD, recipient=reader)

    def visible_to(self, user: User | AnonymousUser, *, on: date) -> Self:
        """Of which `user` may see, on the Hanoi day `on`, that they were told, when and how.

        One's own; those about the tasks that one may see; as head (or for one), secretary or
        administrator, those to the people of one's organisation and of those below it; whoever
        looks after all people, those to all of them. What a
        notice says of its task is for those who see the task: `notifications.queries.told`.
        """
        if not isinstance(user, User):
            return self.none()
        tasks = Task.objects.visible_to(user, on=on).values("pk")
        return self.filter(
            Q(recipient=user) | Q(recipient__in=overseen_by(user, on=on)) | Q(task__in=tasks)
        )


def overseen_by(user: User, *, on: date) -> "models.QuerySet[Membership, int]":
    """Ids of the people for whom `user` answers on the Hanoi day `on`."""
    seats = seats_of(user, on=on)
    if looks_after_all(user, seats):
        return Membership.objects.values_list("user", flat=True)
    places = Organisation.objects.below(seats.where(*OVERSEES_PEOPLE))
    held = Membership.objects.in_force_on(on).filter(organisation__in=places.values("pk"))
    return held.values_list("user", flat=True)
