"""What became of a try, written down in one statement: message, attempt and notices together.

One round trip and one commit, sent off right after the server's answer: the time until it is
committed is the only one in which a death makes a repeat. Each statement may be run again: the
second time it changes nothing.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from psycopg.pq import ConnStatus, ExecStatus

from notifications.domain.line import Answer
from notifications.enums import MessageState, NoticeState, Verdict
from notifications.models import Message, Notice
from tracker.clock import real_now

logger = logging.getLogger(__name__)
# Whatever somebody can be told: the only place of delivery that knows of notices.
TELLINGS = (Notice,)
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


# The same for a statement that is sent without waiting for it.
_PLACES = {
    "id": "bigint",
    "number": "smallint",
    "verdict": "text",
    "code": "smallint",
    "words": "text",
    "notice": "text",
}
_SENT_LATER = _SENT % {
    name: f"${place}::{kind}" for place, (name, kind) in enumerate(_PLACES.items(), start=1)
}


class Settler:
    """Writes down what became of each try.

    A yes is sent to the database at once and waited for only when the next answer is there, so that
    database and mail server work at the same time. Whoever holds a Settler calls `finish()` before
    anything else is asked of the database.
    """

    def __init__(self) -> None:
        self._underway: tuple[Any, dict[str, Any]] | None = None

    def settle(self, message: Message, answer: Answer, *, rest: timedelta) -> None:
        """What the server said to `message`; `rest`: before it is tried again, if it is."""
        self.finish()
        words = _words(message, answer, rest)
        if answer.verdict is not Verdict.SENT or not self._begin(words):
            stubbornly(lambda: _execute(_statement(answer.verdict), words))

    def finish(self) -> None:
        """Wait until what was sent to the database last is committed."""
        if self._underway is None:
            return
        (conn, words), self._underway = self._underway, None
        if not _came_through(conn):
            stubbornly(lambda: _execute(_SENT, words))

    def _begin(self, words: dict[str, Any]) -> bool:
        """Whether the statement is on its way."""
        try:
            connection.ensure_connection()
            conn = connection.connection.pgconn
            given = [None if (v := words[name]) is None else str(v).encode() for name in _PLACES]
            conn.send_query_params(_SENT_LATER.encode(), given)
            conn.flush()
        except (DatabaseError, psycopg.Error):
            return False
        self._underway = conn, words
        return True


def _came_through(conn: Any) -> bool:
    """Wait for the statement underway; whether it has been carried out."""
    good = True
    try:
        while (result := conn.get_result()) is not None:
            good = good and result.status == ExecStatus.TUPLES_OK
    except psycopg.Error:
        return False
    return good and conn.status == ConnStatus.OK


def _words(message: Message, answer: Answer, rest: timedelta) -> dict[str, Any]:
    return {
        "id": message.pk,
        "number": message.attempts,
        "verdict": answer.verdict.value,
        "code": answer.code,
        "words": answer.words.replace("\0", ""),
        "frozen": answer.verdict is Verdict.UNKNOWN,
        "rest": rest,
        "notice": (
            NoticeState.SENT if answer.verdict is Verdict.SENT else NoticeState.FAILED
        ).value,
    }


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
