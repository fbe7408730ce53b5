"""Who may do what to a task. Each rule takes the person's seats of the day and the task.

Whether somebody may see the task at all is `visible_to()`'s business.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from accounts.enums import Role
from tasks.enums import Act

if TYPE_CHECKING:
    from accounts.queries import Seats
    from tasks.models import Task

Rule = Callable[["Seats", "Task"], bool]


def oversees(seats: "Seats", task: "Task") -> bool:
    """A secretary of the organisation that owns the programme."""
    return seats.has(Role.SECRETARY, at=task.programme.owner_id)


def leads(seats: "Seats", task: "Task") -> bool:
    """A focal point or the head of the lead."""
    return seats.has(Role.FOCAL_POINT, Role.HEAD, at=task.lead_id)


def works_on(seats: "Seats", task: "Task") -> bool:
    """Who leads it, and the officer in charge."""
    return leads(seats, task) or (
        task.officer_id == seats.user_id and seats.has(Role.OFFICER, at=task.lead_id)
    )


RULES: dict[Act, Rule] = {
    Act.DRAFT: oversees,
    Act.EDIT: oversees,
    Act.ASSIGN: oversees,
    Act.PROGRESS: works_on,
    Act.SUBMIT: leads,
    Act.ACCEPT: oversees,
    Act.RETURN: oversees,
    Act.ASK_EXTENSION: leads,
    Act.GRANT_EXTENSION: oversees,
    Act.REFUSE_EXTENSION: oversees,
    Act.SUSPEND: oversees,
    Act.RESUME: oversees,
    Act.WITHDRAW: oversees,
    Act.END: oversees,
    Act.REVOKE: oversees,
}


def may(act: Act, seats: "Seats", task: "Task") -> bool:
    """Whether the person with `seats` may do `act` to `task`; the status is not looked at."""
    rule = RULES.get(act)
    return rule is not None and rule(seats, task)


def stands_in_for(act: Act, seats: "Seats", task: "Task") -> int | None:
    """The user id of the head by whose seat alone the person may do `act`; None by their own."""
    if may(act, seats.own, task):
        return None
    for organisation, head in sorted(seats.lent.items()):
        if may(act, seats.lent_only_at(organisation), task):
            return head
    return None
