"""What waits to be told, claimed so that no two sweeps write to the same person at once."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now as RealNow

from accounts.models import User
from notifications.enums import MessageState, NoticeState
from notifications.models import Message, Notice


def claim_readers(*, after: int, limit: int) -> list[User]:
    """People with something to be told, by id from above `after`; locked, must be in a transaction.

    Those that another sweep is writing to are passed over, and so are those whose message rests
    after a failure: what is new for them goes into it when its time has come.
    """
    unsent = Notice.objects.filter(
        Q(message=None) | Q(message__in=_drafts()),
        state=NoticeState.PLANNED,
        recipient=OuterRef("pk"),
    )
    resting = Message.objects.filter(
        recipient=OuterRef("pk"),
        state=MessageState.WAITING,
        is_frozen=False,
        next_try_at__gt=RealNow(),
    )
    claimed = User.objects.filter(Exists(unsent), ~Exists(resting), pk__gt=after)
    return list(claimed.order_by("pk").select_for_update(skip_locked=True, no_key=True)[:limit])


def drafts_of(readers: Sequence[User]) -> QuerySet[Message]:
    """Their messages that no server can have taken and whose next try has come; locked."""
    return (
        _drafts().filter(recipient__in=readers).order_by("pk").select_for_update(skip_locked=True)
    )


def unsent_notices(drafts: Iterable[Message], readers: Sequence[User]) -> list[Notice]:
    """What `readers` have to be told in one of `drafts`, or in no message yet; locked."""
    planned = Notice.objects.filter(
        Q(message=None) | Q(message__in=[draft.pk for draft in drafts]),
        state=NoticeState.PLANNED,
        recipient__in=readers,
    )
    found = planned.select_related("task", "rung").order_by("pk")
    return list(found.select_for_update(of=("self",)))


def _drafts() -> QuerySet[Message]:
    return Message.objects.filter(
        state=MessageState.WAITING, is_frozen=False, next_try_at__lte=RealNow()
    )
