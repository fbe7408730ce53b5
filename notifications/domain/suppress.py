"""Addresses that a mail server has refused for good get nothing more, until somebody says so."""

from dataclasses import replace

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.domain.line import Answer
from notifications.domain.settling import TELLINGS
from notifications.domain.troubles import report
from notifications.enums import MessageState, NoticeState, Trouble, Verdict
from notifications.models import Attempt, Message, SuppressedAddress
from notifications.models.message import UNSENT
from notifications.queries.administrators import check_administers
from tracker.lib.functions import Now
from tracker.lib.refused import Refused

# So many addresses refused without one message taken in between, and it is rather the server.
IN_A_ROW = 10
_DROP = f"""
    WITH barred AS (
        SELECT message.id, suppressed.answer
        FROM notifications_message message
        JOIN notifications_suppressedaddress suppressed
          ON suppressed.address = lower(message.address) AND suppressed.lifted_at IS NULL
        WHERE message.state IN ('{"', '".join(UNSENT)}')
          AND message.next_try_at <= clock_timestamp()
        FOR UPDATE OF message SKIP LOCKED
    ), done AS (
        UPDATE notifications_message message
        SET state = '{MessageState.SUPPRESSED}', answer = barred.answer
        FROM barred WHERE barred.id = message.id RETURNING message.id
    ), {{notices}}
    SELECT count(*) FROM done
"""  # noqa: S608 -- only what is written here
_NOTICES = """notices_{number} AS (
        UPDATE {table} SET state = '{state}', settled_at = (SELECT tracker_now())
        WHERE message_id IN (SELECT id FROM done) AND state = '{planned}'
    )"""


def judged(answer: Answer) -> Answer:
    """`answer`, unless the server refuses everybody: then no address is to blame."""
    if answer.verdict is Verdict.ADDRESS and answer.code and _refuses_everybody():
        return replace(answer, verdict=Verdict.OURS)
    return answer


def suppress_address(message: Message, answer: str) -> None:
    """Write to the address of `message` no more; administrators are told, once."""
    with transaction.atomic():
        _row, is_new = SuppressedAddress.objects.get_or_create(
            address=message.address.lower(),
            lifted_at=None,
            defaults={"answer": answer.replace("\0", ""), "message": message},
        )
        if is_new:
            report(Trouble.ADDRESS, f"{message.address}: {answer}")


def drop_suppressed() -> int:
    """Settle what waits for a suppressed address as not delivered; how many messages."""
    notices = ", ".join(
        _NOTICES.format(
            number=number,
            table=model._meta.db_table,
            state=NoticeState.FAILED,
            planned=NoticeState.PLANNED,
        )
        for number, model in enumerate(TELLINGS)
    )
    with connection.cursor() as cursor:
        cursor.execute(_DROP.format(notices=notices))
        (dropped,) = cursor.fetchone()
    return int(dropped)


def lift_suppression(suppressed: SuppressedAddress, *, by: User) -> SuppressedAddress:
    """Write to this address again, beginning with what is next due. For administrators.

    Raises PermissionDenied, and Refused where it is lifted already.
    """
    check_administers(by)
    lifted = SuppressedAddress.objects.filter(pk=suppressed.pk, lifted_at=None).update(
        lifted_at=Now(), lifted_by=by
    )
    if not lifted:
        raise Refused(_("This address is written to again already."), code="already_lifted")
    suppressed.refresh_from_db()
    return suppressed


def _refuses_everybody() -> bool:
    taken = Attempt.objects.filter(verdict=Verdict.SENT).order_by("-pk").values("pk")[:1]
    last = taken.first()
    since = Attempt.objects.filter(verdict=Verdict.ADDRESS, pk__gt=last["pk"] if last else 0)
    return len(since.values("pk")[:IN_A_ROW]) >= IN_A_ROW
