"""Who may do what to a task. Each rule takes the person's seats of the day and the task.

Whether somebody may see the task at all is `visible_to()`'s business.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from accounts.enums import Role
from tasks.enums import Act

if TYPE_CHECKING:
    from accounts.models import Organisation
    from accounts.queries import Seats
    from tasks.models import Task

Rule = Callable[["Seats", "Task"], bool]

# Roles in a unit with which its officer in charge works on a task.
WORKERS = (Role.OFFICER, Role.FOCAL_POINT, Role.HEAD)


def oversees(seats: "Seats", task: "Task") -> bool:
    """A secretary of the organisation that owns the programme."""
    return seats.has(Role.SECRETARY, at=task.programme.owner_id)


def leads(seats: "Seats", task: "Task") -> bool:
    """A focal point or the head of the lead."""
    return seats.has(Role.FOCAL_POINT, Role.HEAD, at=task.lead_id)


def grants(seats: "Seats", task: "Task") -> bool:
    """Who oversees it, and the head of its authority: unless that is the lead or lies below it."""
    if oversees(seats, task):
        return True
    if task.authority_id is None or not seats.has(Role.HEAD, at=task.authority_id):
        return False
    return task.authority is not None and task.lead_id not in _upwards(task.authority)


def _upwards(organisation: "Organisation") -> "Iterator[int | None]":
    """Its id and those of all above it."""
    above: Organisation | None = organisation
    while above is not None:
        yield above.pk
        above = above.parent


def works_on(seats: "Seats", task: "Task") -> bool:
    """Who leads it, and the officer in charge: in the lead, or in the unit it was handed to."""
    if leads(seats, task):
        return True
    return task.officer_id == seats.user_id and (
        seats.has(Role.OFFICER, at=task.lead_id)
        or (task.unit_id is not None and seats.has(*WORKERS, at=task.unit_id))
    )


def takes_part(seats: "Seats", task: "Task") -> bool:
    """Who works on it, and the focal points and heads of its co-agencies."""
    joined = seats.where(Role.FOCAL_POINT, Role.HEAD).intersection(task.joined)
    return works_on(seats, task) or bool(joined)


def was_asked(seats: "Seats", task: "Task") -> bool:
    """A focal point, head or secretary of the organisation that has to answer."""
    return seats.has(Role.FOCAL_POINT, Role.HEAD, Role.SECRETARY, at=task.acting_at)


def reports_for(seats: "Seats", organisation: int) -> bool:
    """A focal point or the head of the organisation with this id."""
    return seats.has(Role.FOCAL_POINT, Role.HEAD, at=organisation)


def joins(seats: "Seats", task: "Task") -> bool:
    """Who reports for one of the organisations that join it now."""
    return any(reports_for(seats, organisation) for organisation in task.joined)


RULES: dict[Act, Rule] = {
    Act.DRAFT: oversees,
    Act.EDIT: oversees,
    Act.ASSIGN: oversees,
    Act.PROGRESS: works_on,
    Act.SUBMIT: leads,
    Act.ACCEPT: oversees,
    Act.RETURN: oversees,
    Act.ASK_EXTENSION: leads,
    Act.GRANT_EXTENSION: grants,
    Act.REFUSE_EXTENSION: grants,
    Act.SUSPEND: oversees,
    Act.RESUME: oversees,
    Act.WITHDRAW: oversees,
    Act.END: oversees,
    Act.DISCARD: oversees,
    Act.REASSIGN: oversees,
    Act.SPLIT: oversees,
    Act.MERGE: oversees,
    Act.CONTINUE: oversees,
    Act.REPLACE: oversees,
    Act.REVOKE: oversees,
    Act.RAISE: takes_part,
    Act.ANSWER: was_asked,
    Act.HAND_DOWN: leads,
    Act.PART_PROGRESS: joins,
    Act.PART_DONE: joins,
    Act.PART_RETURN: leads,
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
