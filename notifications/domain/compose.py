"""From planned notices to messages: one for each reader, with all that is new for them."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from email.utils import make_msgid
from itertools import chain
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from accounts.models import User
from notifications.domain.cancel import cancel_stale
from notifications.domain.letter import Letter, write_letter
from notifications.domain.troubles import report
from notifications.domain.withhold import withhold
from notifications.enums import MessageState, Trouble, Urgency
from notifications.models import Message, Notice
from notifications.queries import pending
from tasks.queries.workdays import working_calendar
from tracker.clock import day_of

logger = logging.getLogger(__name__)
REWRITTEN = ["address", "language", "subject", "text", "html", "headers", "is_digest"]
T = TypeVar("T", bound=Message | Notice)


def compose(*, now: datetime, demo: bool, batch: int = 100) -> int:
    """Write a message to everyone who has planned notices that may leave at `now`; how many.

    Notices that no longer hold are cancelled first. A message that no server can have taken yet is
    written anew, with what is true now, rather than followed by another. Readers are claimed
    `batch` at a time, so that sweeps share the work. Whoever cannot be written to holds up nobody
    else: that is reported, and tried again by the next sweep.
    """
    written, after, size = 0, 0, batch
    while True:
        readers: list[User] = []
        try:
            with transaction.atomic():
                readers = pending.claim_readers(now=now, after=after, limit=size)
                if not readers:
                    return written
                written += _compose_for(readers, now=now, demo=demo)
        except (OperationalError, InterfaceError):
            raise  # it is not for a reader that the database is away
        except Exception as error:  # noqa: BLE001 -- whatever it is, the others get theirs
            if size > 1 and readers:
                size = 1  # one by one, to find out whose letter it is
                continue
            _report(readers, error)
        after, size = readers[-1].pk, min(2 * size, batch)


def _report(readers: Sequence[User], error: Exception) -> None:
    """Put down whose letter failed. Raises `error` when it was not for a reader's sake."""
    if not readers:
        raise error
    logger.error("no letter to %s can be written", readers[0].username, exc_info=error)
    report(Trouble.LETTER, f"{readers[0].username}: {type(error).__name__}")


def _compose_for(readers: Sequence[User], *, now: datetime, demo: bool) -> int:
    drafts = _by_reader(pending.drafts_of(readers))
    told, calendar = _told(drafts, readers, now=now), working_calendar()
    new: list[Message] = []
    rewritten: list[Message] = []
    for reader in readers:
        if reader.pk in told:
            spare = drafts.get(reader.pk)
            message = spare.pop(0) if spare else _new_message(reader)
            (rewritten if message.pk else new).append(message)
            letter = write_letter(
                reader, told[reader.pk], day=day_of(now), calendar=calendar, demo=demo
            )
            _write(message, reader, letter, told[reader.pk])
    Message.objects.bulk_create(new)
    Message.objects.bulk_update(rewritten, REWRITTEN)
    _attach([*new, *rewritten], told)
    _drop(chain(*drafts.values()))
    return len(new) + len(rewritten)


def _told(
    drafts: dict[int, list[Message]], readers: Sequence[User], *, now: datetime
) -> dict[int, list[Notice]]:
    """What each of `readers` has to be told at `now` by mail.

    What does not hold any more is cancelled, and what is not to be mailed is settled as such.
    """
    waiting, day = list(chain(*drafts.values())), day_of(now)
    notices = pending.unsent_notices(waiting, readers, now=now)
    return _by_reader(withhold(cancel_stale(notices, day=day), readers, day=day))


def _new_message(reader: User) -> Message:
    domain = urlsplit(settings.PUBLIC_URL).hostname
    return Message(recipient=reader, message_id=make_msgid(domain=domain))


def _write(message: Message, reader: User, letter: Letter, told: list[Notice]) -> None:
    for field in fields(letter):
        setattr(message, field.name, getattr(letter, field.name))
    message.address, message.language = reader.email, reader.language
    message.is_digest = any(notice.rung.urgency == Urgency.DIGEST for notice in told)


def _attach(messages: list[Message], told: dict[int, list[Notice]]) -> None:
    for message in messages:
        for notice in told[message.recipient_id]:
            notice.message = message
    Notice.objects.bulk_update(list(chain(*told.values())), ["message"])


def _drop(drafts: Iterable[Message]) -> None:
    """Drafts that are left have nothing to say any more."""
    ids = [draft.pk for draft in drafts]
    Message.objects.filter(pk__in=ids).update(state=MessageState.DROPPED)


def _by_reader(rows: Iterable[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[row.recipient_id].append(row)
    return found
