"""What holds but is not mailed: the reader has switched it off, or mail does not reach them.

It is settled, so that "who was told" says why there was no mail; in the application it is told as
ever.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from accounts.models import User
from notifications.enums import NoticeState, Reason
from notifications.models import Notice
from notifications.queries.choices import switched_off, unreachable
from notifications.rules.reminders import is_reminder
from tracker.lib.functions import Now


def withhold(notices: Sequence[Notice], readers: Sequence[User], *, day: date) -> list[Notice]:
    """Settle those of `notices` that `readers` do not get by mail on `day`; returns the others.

    They are locked, planned, and have their rung. What a reader has chosen comes before what a
    server has said.
    """
    off, barred = switched_off(readers), unreachable(readers)
    mailed: list[Notice] = []
    held: dict[Reason, list[int]] = defaultdict(list)
    for notice in notices:
        who, cause = notice.recipient_id, notice.rung.cause
        if who in off and is_reminder(cause, anchor=notice.anchor, day=day):
            held[Reason.SWITCHED_OFF].append(notice.pk)
        elif who in barred:
            held[barred[who]].append(notice.pk)
        else:
            mailed.append(notice)
    for reason, ids in held.items():
        Notice.objects.filter(pk__in=ids, state=NoticeState.PLANNED).update(
            state=NoticeState.WITHHELD, reason=reason, settled_at=Now(), message=None
        )
    return mailed
