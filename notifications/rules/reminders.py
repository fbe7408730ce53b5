"""What a reminder is: the one kind of mail that its reader can switch off.

A reminder tells of nothing new: the deadline has not passed, or nothing was reported for long.
What somebody has to be told so that the obligation itself is known, or because it asks for an
act, or because the deadline has passed, cannot be switched off: assigned, returned, revoked, an
extension asked or decided, a review, an obstacle or a missing clarity that waits, a late part,
nobody to be told.
"""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.enums import Cause

REMINDERS: tuple[Promise, ...] = (
    _("deadlines that are near, and the day of the deadline"),
    _("tasks on which nothing has been reported for long"),
)
ALWAYS_MAILED: tuple[Promise, ...] = (
    _("a deadline that has passed, and everything that follows when it stays so"),
    _("what is new about a task: assigned, returned, revoked, an extension decided"),
    _("what waits for you: a review, an extension, an obstacle, something to be made clear"),
)


def is_reminder(cause: str, *, anchor: date, day: date) -> bool:
    """Whether what is told on the Hanoi day `day` may be switched off.

    `anchor` is the day from which its rung counts; for a deadline, the deadline itself. A rung of
    before it that leaves after it (a week-end lay between) tells of a task that is overdue.
    """
    return cause == Cause.SILENT or (cause == Cause.DEADLINE and day <= anchor)
