"""The outbox: who holds a message, and what became of it.

Each step is a conditional update of its own transaction: its row count decides, and it has been
committed before the next word with a server is spoken.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now as RealNow

from notifications.enums import MessageState, NoticeState
from notifications.models import GapNotice, Message, Notice
from notifications.models.message import UNSENT
from notifications.rules.retrying import delay
from tracker.lib.functions import Now

# Far longer than a batch takes. After it, whoever claimed the batch is taken to be dead.
LEASE = timedelta(minutes=10)


def ready() -> QuerySet[Message]:
    """What may be sent now: new, to be tried again, or left behind by a worker that died."""
    return Message.objects.filter(state__in=UNSENT, next_try_at__lte=RealNow())


@transaction.atomic
def claim(limit: int) -> list[Message]:
    """Take up to `limit` messages for as long as the lease runs; nobody else gets them.

    One that is found in somebody's hands after their lease may have arrived: it is frozen.
    """
    found = ready().order_by("attempts", "pk").select_for_update(skip_locked=True)
    ids = list(found.values_list("pk", flat=True)[:limit])
    Message.objects.filter(pk__in=ids).update(
        is_frozen=Q(is_frozen=True) | Q(state=MessageState.SENDING),
        state=MessageState.SENDING,
        attempts=F("attempts") + 1,
        next_try_at=RealNow() + LEASE,
    )
    return list(Message.objects.filter(pk__in=ids).order_by("attempts", "pk"))


@transaction.atomic
def mark_sent(message: Message, answer: str) -> None:
    """The server has taken it. Holds even where the claim has lapsed meanwhile."""
    Message.objects.filter(pk=message.pk, state__in=UNSENT).update(
        state=MessageState.SENT, answer=answer, sent_at=Now()
    )
    _settle_notices(message, NoticeState.SENT)


@transaction.atomic
def mark_failed(message: Message, answer: str) -> None:
    """The server will never take it."""
    if _mine(message).update(state=MessageState.FAILED, answer=answer):
        _settle_notices(message, NoticeState.FAILED)


def postpone(message: Message, answer: str, *, may_have_arrived: bool) -> None:
    """To be tried again, later each time."""
    _mine(message).update(
        state=MessageState.WAITING,
        is_frozen=message.is_frozen or may_have_arrived,
        answer=answer,
        next_try_at=RealNow() + delay(message.attempts),
    )


def release(messages: list[Message]) -> None:
    """Give back what was claimed and not tried."""
    for message in messages:
        _mine(message).update(
            state=MessageState.WAITING, attempts=F("attempts") - 1, next_try_at=RealNow()
        )


def postpone_all(answer: str) -> int:
    """There is no server to talk to: put off everything that could be sent now; how many."""
    put_off = 0
    for attempts in list(ready().values_list("attempts", flat=True).distinct()):
        put_off += (
            ready()
            .filter(attempts=attempts)
            .update(
                is_frozen=Q(is_frozen=True) | Q(state=MessageState.SENDING),
                state=MessageState.WAITING,
                attempts=attempts + 1,
                answer=answer,
                next_try_at=RealNow() + delay(attempts + 1),
            )
        )
    return put_off


def _mine(message: Message) -> QuerySet[Message]:
    """The row of `message`, provided that nobody has claimed it since."""
    return Message.objects.filter(
        pk=message.pk, state=MessageState.SENDING, attempts=message.attempts
    )


def _settle_notices(message: Message, state: NoticeState) -> None:
    for model in (Notice, GapNotice):
        planned = model.objects.filter(message=message.pk, state=NoticeState.PLANNED)
        planned.update(state=state, settled_at=Now())
