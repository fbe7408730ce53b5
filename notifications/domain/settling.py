"""What became of a try, written down in one statement: message, attempt and notices together.

One round trip and one commit, since the time between the server's 250 and this commit is the only
one in which a death makes a repeat. Each statement may be run again: the second time it changes
nothing.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, connection

from notifications.domain.line import Answer
from notifications.enums import MessageState, NoticeState, Verdict
from notifications.models import GapNotice, Message, Notice
from tracker.clock import real_now

logger = logging.getLogger(__name__)
# Whatever somebody can be told: the only place of delivery that knows of notices.
TELLINGS = (Notice, GapNotice)
# How long an answer is kept in memory while the database does not answer.
STUBBORN = timedelta(seconds=60)

_NOTICES = ", ".join(
    f"""notices_{number} AS (
        UPDATE {model._meta.db_table}
        SET state = %(notice)s, settled_at = (SELECT tracker_now())
        WHERE message_id IN (SELECT id FROM done) AND state = '{NoticeState.PLANNED}'
    )"""  # noqa: S608 -- only what is written here
    for number, model in enumerate(TELLINGS)
)
_ATTEMPT = """
    tried AS (
        INSERT INTO notifications_attempt (message_id, number, at, verdict, code, answer)
        VALUES (%(id)s, %(number)s, tracker_now(), %(verdict)s, %(code)s, %(words)s)
        ON CONFLICT DO NOTHING
    )
"""
# A yes holds even where the claim has lapsed meanwhile; everything else only for who holds it.
_SENT = f"""
    WITH done AS (
        UPDATE notifications_message
        SET state = '{MessageState.SENT}', answer = %(words)s, sent_at = tracker_now()
        WHERE id = %(id)s AND state IN ('{MessageState.WAITING}', '{MessageState.SENDING}')
        RETURNING id
    ), {_NOTICES}, {_ATTEMPT}
    SELECT count(*) FROM done
"""  # noqa: S608
_MINE = f"""
    WHERE id = %(id)s AND state = '{MessageState.SENDING}' AND attempts = %(number)s RETURNING id
"""
_REFUSED = f"""
    WITH done AS (
        UPDATE notifications_message SET state = '{MessageState.FAILED}', answer = %(words)s
        {_MINE}
    ), {_NOTICES}, {_ATTEMPT}
    SELECT count(*) FROM done
"""  # noqa: S608
_POSTPONED = f"""
    WITH done AS (
        UPDATE notifications_message
        SET state = '{MessageState.WAITING}', answer = %(words)s,
            is_frozen = is_frozen OR %(frozen)s, next_try_at = clock_timestamp() + %(rest)s
        {_MINE}
    ), {_ATTEMPT}
    SELECT count(*) FROM done
"""  # noqa: S608


def settle(message: Message, answer: Answer, *, rest: timedelta) -> None:
    """Write down what the server said to `message`; `rest`: before it is tried again, if it is."""
    words: dict[str, Any] = {
        "id": message.pk,
        "number": message.attempts,
        "verdict": answer.verdict.value,
        "code": answer.code,
        "words": answer.words.replace("\0", ""),
        "frozen": answer.verdict is Verdict.UNKNOWN,
        "rest": rest,
        "notice": NoticeState.SENT if answer.verdict is Verdict.SENT else NoticeState.FAILED,
    }
    stubbornly(lambda: _execute(_statement(answer.verdict), words))


def _statement(verdict: Verdict) -> str:
    if verdict is Verdict.SENT:
        return _SENT
    return _REFUSED if verdict in (Verdict.ADDRESS, Verdict.CONTENT) else _POSTPONED


def _execute(sql: str, words: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, words)


def stubbornly(write: Callable[[], None], *, patience: timedelta = STUBBORN) -> None:
    """Do `write`, which may be done twice, again and again while the database is away.

    A database that restarts must not make us forget what a mail server has just answered.
    """
    until = real_now() + patience
    while True:
        try:
            return write()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or real_now() > until:
                raise
            logger.warning("the database is away; what was answered is kept and written later")
            connection.close()
            time.sleep(0.2)
