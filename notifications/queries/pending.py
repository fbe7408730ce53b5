"""What waits to be told, claimed so that no two sweeps write to the same person at once."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now as RealNow

from accounts.models import User
from notifications.enums import MessageState, NoticeState
from notifications.models import GapNotice, Message, Notice


def claim_readers(*, after: int, limit: int) -> list[User]:
    """People with something to be told, by id from above `after`; locked, must be in a transaction.

    Those that another sweep is writing to are passed over, and so are those whose message rests
    after a failure: what is new for them goes into it when its time has come.
    """
    unsent = Q(message=None) | Q(message__in=_drafts())
    waiting = [
        model.objects.filter(unsent, state=NoticeState.PLANNED, recipient=OuterRef("pk"))
        for model in (Notice, GapNotice)
    ]
    resting = Message.objects.filter(
        recipient=OuterRef("pk"),
        state=MessageState.WAITING,
        is_frozen=False,
        next_try_at__gt=RealNow(),
    )
    claimed = User.objects.filter(
        Exists(waiting[0]) | Exists(waiting[1]), ~Exists(resting), pk__gt=after
    )
    return list(claimed.order_by("pk").select_for_update(skip_locked=True, no_key=True)[:limit])


def drafts_of(readers: Sequence[User]) -> QuerySet[Message]:
    """Their messages that no server can have taken and whose next try has come; locked."""
    return (
        _drafts().filter(recipient__in=readers).order_by("pk").select_for_update(skip_locked=True)
    )


def unsent_notices(drafts: Iterable[Message], readers: Sequence[User]) -> list[Notice]:
    """What `readers` have to be told in one of `drafts`, or in no message yet; locked."""
    found = Notice.objects.filter(_unsent(drafts, readers)).select_related("task", "rung")
    return list(found.order_by("pk").select_for_update(of=("self",)))


def unsent_gaps(drafts: Iterable[Message], readers: Sequence[User]) -> list[GapNotice]:
    """The same of what `readers` have to supply; locked."""
    found = GapNotice.objects.filter(_unsent(drafts, readers)).select_related("task")
    return list(found.order_by("pk").select_for_update(of=("self",)))


def _unsent(drafts: Iterable[Message], readers: Sequence[User]) -> Q:
    written = Q(message=None) | Q(message__in=[draft.pk for draft in drafts])
    return written & Q(state=NoticeState.PLANNED, recipient__in=readers)


def _drafts() -> QuerySet[Message]:
    return Message.objects.filter(
        state=MessageState.WAITING, is_frozen=False, next_try_at__lte=RealNow()
    )
