"""From planned notices to messages: one for each reader, with all that is new for them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from email.utils import make_msgid
from itertools import chain
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from accounts.models import User
from notifications.domain.cancel import cancel_mended, cancel_stale
from notifications.domain.letter import write_letter
from notifications.enums import MessageState
from notifications.models import GapNotice, Message, Notice
from notifications.queries import pending

REWRITTEN = ["address", "language", "subject", "text", "html"]
Told = Notice | GapNotice
T = TypeVar("T", bound=Message | Notice | GapNotice)


def compose(*, day: date, demo: bool, batch: int = 100) -> int:
    """Write a message to everyone who has planned notices; how many.

    Notices that no longer hold on the Hanoi day `day` are cancelled first. A message that no
    server can have taken yet is written anew, with what is true now, rather than followed by
    another. Readers are claimed `batch` at a time, so that sweeps share the work.
    """
    written, after = 0, 0
    while True:
        with transaction.atomic():
            readers = pending.claim_readers(after=after, limit=batch)
            if not readers:
                return written
            written += _compose_for(readers, day=day, demo=demo)
            after = readers[-1].pk


def _compose_for(readers: Sequence[User], *, day: date, demo: bool) -> int:
    drafts = _by_reader(pending.drafts_of(readers))
    told = _told(drafts, readers, day=day)
    new: list[Message] = []
    rewritten: list[Message] = []
    for reader in readers:
        if reader.pk in told:
            spare = drafts.get(reader.pk)
            message = spare.pop(0) if spare else _new_message(reader)
            (rewritten if message.pk else new).append(message)
            _write(message, reader, told[reader.pk], day=day, demo=demo)
    Message.objects.bulk_create(new)
    Message.objects.bulk_update(rewritten, REWRITTEN)
    _attach([*new, *rewritten], told)
    _drop(chain(*drafts.values()))
    return len(new) + len(rewritten)


def _told(
    drafts: dict[int, list[Message]], readers: Sequence[User], *, day: date
) -> dict[int, list[Told]]:
    """What each of `readers` has to be told on `day`; what does not hold any more is cancelled."""
    waiting = list(chain(*drafts.values()))
    notices = cancel_stale(pending.unsent_notices(waiting, readers), day=day)
    gaps = cancel_mended(pending.unsent_gaps(waiting, readers), day=day)
    return _by_reader([*notices, *gaps])


def _new_message(reader: User) -> Message:
    domain = urlsplit(settings.PUBLIC_URL).hostname
    return Message(recipient=reader, message_id=make_msgid(domain=domain))


def _write(message: Message, reader: User, told: list[Told], *, day: date, demo: bool) -> None:
    letter = write_letter(reader, told, day=day, demo=demo)
    for name, value in asdict(letter).items():
        setattr(message, name, value)
    message.address, message.language = reader.email, reader.language


def _attach(messages: list[Message], told: dict[int, list[Told]]) -> None:
    for message in messages:
        for notice in told[message.recipient_id]:
            notice.message = message
    everything = list(chain(*told.values()))
    notices = [notice for notice in everything if isinstance(notice, Notice)]
    gaps = [notice for notice in everything if isinstance(notice, GapNotice)]
    Notice.objects.bulk_update(notices, ["message"])
    GapNotice.objects.bulk_update(gaps, ["message"])


def _drop(drafts: Iterable[Message]) -> None:
    """Drafts that are left have nothing to say any more."""
    ids = [draft.pk for draft in drafts]
    Message.objects.filter(pk__in=ids).update(state=MessageState.DROPPED)


def _by_reader(rows: Iterable[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[row.recipient_id].append(row)
    return found
