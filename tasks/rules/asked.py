"""What is asked of one reader of a task now, and whose turn it is when nothing is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tasks.enums import UNFINISHED, Act, Status
from tasks.rules.urgency import Urgency, asked_next, is_returned, urgency_of

if TYPE_CHECKING:
    from tasks.models import Task

URGENT = frozenset({Urgency.OVERDUE, Urgency.THIS_WEEK})
# What waits for a decision goes before one's own work: somebody else stands still meanwhile.
DECISIONS: dict[Act, Promise] = {
    Act.ASSIGN: _("Assign it when it is clear: as a draft it is owed by nobody."),
    Act.ACCEPT: _("Look at what was submitted: accept or return it."),
    Act.GRANT_EXTENSION: _("Decide on the extension that was asked for."),
}
OVER: dict[Status, Promise] = {
    Status.DRAFT: _("Nothing: it is a draft."),
    Status.COMPLETED: _("Nothing: it is completed."),
    Status.WITHDRAWN: _("Nothing: it was withdrawn."),
    Status.ENDED: _("Nothing: it has ended."),
}


@dataclass(frozen=True)
class Asked:
    """`act` is asked of the reader; None: nothing is, and `words` say whose turn it is."""

    act: Act | None
    words: str | Promise


def asked_of(acts: Collection[Act], task: "Task", today: date) -> Asked:
    """Of whom `acts` are open to, on the Hanoi day `today`."""
    decision = next((act for act in DECISIONS if act in acts), None)
    if decision is not None:
        return Asked(decision, DECISIONS[decision])
    if Act.SUBMIT in acts or Act.PROGRESS in acts:
        return _own(acts, task, urgency_of(task, task.deadline, today))
    if Act.PART_PROGRESS in acts:
        return Asked(Act.PART_PROGRESS, _("Report on your part."))
    return Asked(None, _turn_of(task, today))


def _own(acts: Collection[Act], task: "Task", urgency: Urgency) -> Asked:
    """Of the lead: to submit where that is what is left, and to report until then."""
    if Act.SUBMIT not in acts and task.deadline is not None:
        return Asked(Act.PROGRESS, _("Report progress."))
    ready = urgency in URGENT or task.percent == 100 or is_returned(task)
    act = Act.SUBMIT if Act.SUBMIT in acts and ready else Act.PROGRESS
    return Asked(act, asked_next(task, urgency))


def _turn_of(task: "Task", today: date) -> str | Promise:
    if task.status not in UNFINISHED:
        return OVER[Status(task.status)]
    if task.is_group:
        return _("Nothing: each member of the group has a task of its own.")
    urgency = urgency_of(task, task.deadline, today)
    words = asked_next(task, urgency)
    if urgency in (Urgency.AWAITING, Urgency.SUSPENDED):
        return words
    return _("Nothing now. It is the turn of %(lead)s: %(what)s") % {
        "lead": task.lead,
        "what": words,
    }
