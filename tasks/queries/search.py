"""What one box finds: tasks, instruments, organisations and people, by words without diacritics."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Value

from accounts.models import Membership, Organisation, User
from accounts.queries import Seats, seats_of
from tasks.models import Instrument, Task
from tracker.lib.functions import Fold

# Fewer letters would be found nearly everywhere.
LEAST = 2


@dataclass(frozen=True)
class Found:
    """Each ordered and not yet read. Codes and numbers are found as names are."""

    tasks: QuerySet[Task]
    instruments: QuerySet[Instrument]
    organisations: QuerySet[Organisation]
    posts: QuerySet[Membership]


def search(words: str, *, user: User, on: date) -> Found | None:
    """What `user` may find on the Hanoi day `on`; None for words that are too short.

    Every word has to occur; case and diacritics do not matter. Tasks are those that `user` may see,
    drafts and withdrawn ones too. People are found by whoever holds a role.
    """
    asked = words.split()
    if sum(map(len, asked)) < LEAST:
        return None
    return Found(
        tasks=_tasks(asked, user, on),
        instruments=Instrument.objects.filter(_folded(asked)).select_related("issuer"),
        organisations=Organisation.objects.filter(_folded(asked)).select_related("parent"),
        posts=_posts(asked, seats_of(user, on=on), on),
    )


def _tasks(asked: list[str], user: User, on: date) -> QuerySet[Task]:
    # By the key: any other order would have to read all that are found first.
    found = Task.objects.visible_to(user, on=on).filter(_folded(asked)).order_by("pk")
    return found.select_related("lead", "clause__instrument")


def _posts(asked: list[str], seats: Seats, on: date) -> QuerySet[Membership]:
    """Roles held today by people of that name, whom everybody with a role may look up."""
    if not seats.anywhere:
        return Membership.objects.none()
    held = Membership.objects.held_on(on).filter(user__is_active=True)
    named = held.alias(folded=Fold("user__full_name")).filter(_folded(asked))
    return named.select_related("user", "organisation").order_by("user__sort_key", "pk")


def _folded(asked: list[str]) -> Q:
    return Q(*(Q(folded__contains=Fold(Value(word))) for word in asked))
