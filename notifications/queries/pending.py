"""What waits to be told, claimed so that no two sweeps write to the same person at once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now as RealNow

from accounts.models import User
from notifications.enums import MessageState, NoticeState, Urgency
from notifications.models import Message, Notice
from tasks.models import Workday
from tracker.clock import HANOI, day_of, end_of

# From then on, on a working day, digests leave.
MORNING = time(7)


def leaving(now: datetime) -> Q:
    """Which notices may leave at `now`: urgent ones, and on a working day one digest a person."""
    urgent = Q(rung__urgency=Urgency.URGENT)
    today = day_of(now)
    if now.astimezone(HANOI).time() < MORNING or not Workday.objects.filter(
        day=today, is_workday=True
    ):
        return urgent
    return urgent | Q(~Exists(digests_of(today).filter(recipient=OuterRef("recipient"))))


def digests_of(today: date) -> QuerySet[Message]:
    """The digests of that Hanoi day that a server may have taken, or has refused."""
    midnight = end_of(today - timedelta(days=1))
    return Message.objects.filter(is_digest=True, composed_at__gte=midnight).exclude(
        Q(state__in=[MessageState.DROPPED, MessageState.WITHHELD])
        | Q(state=MessageState.WAITING, is_frozen=False)
    )


def claim_readers(*, now: datetime, after: int, limit: int) -> list[User]:
    """People with something to be told, by id from above `after`; locked, must be in a transaction.

    Those that another sweep is writing to are passed over, and so are those whose message rests
    after a failure: what is new for them goes into it when its time has come.
    """
    unsent = Q(message=None) | Q(message__in=_drafts())
    waiting = Notice.objects.filter(unsent, leaving(now), state=NoticeState.PLANNED)
    resting = Message.objects.filter(
        recipient=OuterRef("pk"),
        state=MessageState.WAITING,
        is_frozen=False,
        next_try_at__gt=RealNow(),
    )
    claimed = User.objects.filter(
        Exists(waiting.filter(recipient=OuterRef("pk"))), ~Exists(resting), pk__gt=after
    )
    return list(claimed.order_by("pk").select_for_update(skip_locked=True, no_key=True)[:limit])


def drafts_of(readers: Sequence[User]) -> QuerySet[Message]:
    """Their messages that no server can have taken and whose next try has come; locked."""
    return (
        _drafts().filter(recipient__in=readers).order_by("pk").select_for_update(skip_locked=True)
    )


def unsent_notices(
    drafts: Iterable[Message], readers: Sequence[User], *, now: datetime
) -> list[Notice]:
    """What `readers` have to be told in one of `drafts`, or now and in no message yet; locked."""
    new = Q(message=None) & leaving(now)
    written = Q(message__in=[draft.pk for draft in drafts])
    found = Notice.objects.filter(new | written, state=NoticeState.PLANNED, recipient__in=readers)
    return list(found.select_related("task", "rung").order_by("pk").select_for_update(of=("self",)))


def _drafts() -> QuerySet[Message]:
    return Message.objects.filter(
        state=MessageState.WAITING, is_frozen=False, next_try_at__lte=RealNow()
    )
