"""How urgent an unfinished task is for its lead on a day, and what is asked of the lead next."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tasks.enums import Standing, Status

if TYPE_CHECKING:
    from tasks.models import Task
    from tasks.rules.parts import JoinedPart


class Urgency(TextChoices):
    """In the order in which a focal point has to look at them."""

    OVERDUE = "overdue", _("Overdue")
    THIS_WEEK = "this_week", _("Due this week")
    RETURNED = "returned", _("Returned")
    THIS_MONTH = "this_month", _("Due this month")
    LATER = "later", _("Later")
    REGULAR = "regular", _("Without a deadline")
    AWAITING = "awaiting", _("Awaiting verification")
    SUSPENDED = "suspended", _("Suspended")

    @property
    def may_wait(self) -> bool:
        """Whether nothing has to be done about it this month."""
        return self in (Urgency.LATER, Urgency.REGULAR, Urgency.AWAITING, Urgency.SUSPENDED)

    @property
    def is_figure(self) -> bool:
        """Whether it is among the figures at the top, because something has to be done now."""
        return self in (Urgency.OVERDUE, Urgency.THIS_WEEK, Urgency.RETURNED)


# What an unfinished task waits for, whatever its deadline.
AT_REST = {Status.SUBMITTED: Urgency.AWAITING, Status.SUSPENDED: Urgency.SUSPENDED}
PART_AT_REST = {
    Standing.IN_TIME_AWAITING: Urgency.AWAITING,
    Standing.IN_TIME_SUSPENDED: Urgency.SUSPENDED,
}


def is_returned(task: "Task") -> bool:
    """Whether the lead's last submission came back, even after it was accepted."""
    return task.phases[-2:] in (
        [Status.SUBMITTED, Status.IN_PROGRESS],
        [Status.COMPLETED, Status.IN_PROGRESS],
    )


def urgency_of(task: "Task", due: date | None, today: date) -> Urgency:
    """The urgency of the unfinished `task`, which is due on `due`, on the Hanoi day `today`.

    A week ends on Sunday. What waits for somebody else's decision is not urgent for its lead.
    """
    if (rest := AT_REST.get(Status(task.status))) is not None:
        return rest
    return urgency_by(due, today, returned=is_returned(task))


def part_urgency(
    part: "JoinedPart", standing: Standing | None, due: date | None, today: date
) -> Urgency | None:
    """The same of a co-agency's part, for that agency; None when nothing is left to do."""
    if standing is None or part.is_done:
        return None
    return PART_AT_REST.get(standing) or urgency_by(due, today, returned=part.is_returned)


def urgency_by(due: date | None, today: date, *, returned: bool) -> Urgency:
    """The urgency of what is due on `due` and may be worked on today."""
    if due is None:
        return Urgency.RETURNED if returned else Urgency.REGULAR
    if due < today:
        return Urgency.OVERDUE
    if due <= today + timedelta(days=6 - today.weekday()):
        return Urgency.THIS_WEEK
    if returned:
        return Urgency.RETURNED
    return Urgency.THIS_MONTH if due.replace(day=1) == today.replace(day=1) else Urgency.LATER


def asked_next(task: "Task", urgency: Urgency) -> str | Promise:
    """What the lead is asked to do next."""
    if urgency is Urgency.AWAITING:
        return _("Nothing: the secretary decides.")
    if urgency is Urgency.SUSPENDED:
        return _("Nothing until it is resumed.")
    if is_returned(task):
        return _("Mend what was returned and submit again.")
    if urgency is Urgency.OVERDUE:
        return _("Submit the product, or ask for an extension.")
    if urgency is Urgency.THIS_WEEK:
        return _("Submit the product, or ask for an extension before the deadline passes.")
    if task.status == Status.ASSIGNED:
        return _("Report the first progress.")
    if task.percent == 100 and urgency is not Urgency.REGULAR:
        return _("Submit the product.")
    return _("Report progress.")
