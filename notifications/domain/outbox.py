"""The outbox: who holds a message, and for how long.

Each step is a transaction of its own: its row count decides, and it has been committed before the
next word with a server is spoken. What a server answers, `settling` writes down.
"""

import random
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Now as RealNow

from notifications.domain.line import Answer
from notifications.enums import MessageState, Verdict
from notifications.models import Attempt, Message
from notifications.models.message import UNSENT
from notifications.rules.retrying import delay


def ready() -> QuerySet[Message]:
    """What may be sent now: new, to be tried again, or left behind by a worker that died."""
    return Message.objects.filter(state__in=UNSENT, next_try_at__lte=RealNow())


@transaction.atomic
def claim(limit: int) -> list[Message]:
    """Take up to `limit` messages for as long as the lease runs; nobody else gets them.

    One that is found in somebody's hands after their lease may have arrived: it is frozen, and
    the try that nobody finished is put down.
    """
    found = ready().order_by("attempts", "pk").select_for_update(skip_locked=True)
    taken = list(found.only("state", "attempts")[:limit])
    _interrupted(taken)
    ids = [message.pk for message in taken]
    Message.objects.filter(pk__in=ids).update(
        is_frozen=Q(is_frozen=True) | Q(state=MessageState.SENDING),
        state=MessageState.SENDING,
        attempts=F("attempts") + 1,
        next_try_at=RealNow() + lease(),
    )
    return list(Message.objects.filter(pk__in=ids).order_by("attempts", "pk"))


def release(messages: list[Message]) -> None:
    """Give back what was claimed and not tried."""
    for message in messages:
        Message.objects.filter(
            pk=message.pk, state=MessageState.SENDING, attempts=message.attempts
        ).update(state=MessageState.WAITING, attempts=F("attempts") - 1, next_try_at=RealNow())


@transaction.atomic
def postpone_all(answer: Answer) -> int:
    """There is no server to talk to: put off everything that could be sent now; how many."""
    taken = list(ready().select_for_update(skip_locked=True).only("state", "attempts"))
    _interrupted(taken)
    Attempt.objects.bulk_create(
        Attempt(
            message=message,
            number=message.attempts + 1,
            verdict=answer.verdict,
            code=answer.code,
            answer=answer.words,
        )
        for message in taken
    )
    rests = {message.attempts: rest_after(message.attempts + 1) for message in taken}
    Message.objects.filter(pk__in=[message.pk for message in taken]).update(
        is_frozen=Q(is_frozen=True) | Q(state=MessageState.SENDING),
        state=MessageState.WAITING,
        answer=answer.words,
        next_try_at=Case(
            *(When(attempts=number, then=RealNow() + rest) for number, rest in rests.items()),
            default=F("next_try_at"),
        ),
        attempts=F("attempts") + 1,
    )
    return len(taken)


def lease() -> timedelta:
    """Far longer than a batch takes. After it, whoever claimed the batch is taken to be dead."""
    return timedelta(seconds=settings.MAIL_LEASE_SECONDS)


def rest_after(attempts: int) -> timedelta:
    """How long a message rests after so many attempts."""
    first = timedelta(seconds=settings.MAIL_RETRY_SECONDS)
    return delay(attempts, first=first, chance=random.random())  # noqa: S311 -- no secret


def _interrupted(taken: list[Message]) -> None:
    """Put down that those of `taken` which were in somebody's hands were left in them."""
    Attempt.objects.bulk_create(
        (
            Attempt(message=message, number=message.attempts, verdict=Verdict.INTERRUPTED)
            for message in taken
            if message.state == MessageState.SENDING
        ),
        ignore_conflicts=True,
    )
