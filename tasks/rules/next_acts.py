"""What a reader can do to a task right now: what they may, and what its status allows."""

from typing import TYPE_CHECKING

from tasks.enums import EXTENDABLE, MOVES, Act, Status
from tasks.rules.permissions import may

if TYPE_CHECKING:
    from accounts.queries import Seats
    from tasks.models import Task

FROM: dict[Act, frozenset[Status]] = {
    **{act: frozenset(moves) for act, moves in MOVES.items()},
    Act.EDIT: frozenset(Status) - {Status.COMPLETED, Status.WITHDRAWN, Status.ENDED},
    Act.RESUME: frozenset({Status.SUSPENDED}),
    Act.ASK_EXTENSION: EXTENDABLE,
    Act.GRANT_EXTENSION: EXTENDABLE,
    Act.REFUSE_EXTENSION: EXTENDABLE,
}

# What can be decided on a request for extension.
DECISIONS = frozenset({Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION})

# A group's parent is written down and handed out; all else happens to its members.
OF_A_GROUP = frozenset({Act.EDIT, Act.ASSIGN})


def fits(act: Act, task: "Task") -> bool:
    """Whether the state of `task` allows `act`, whoever does it."""
    if task.status not in FROM.get(act, frozenset()):
        return False
    if task.is_group and act not in OF_A_GROUP:
        return False
    if act in (Act.SUBMIT, Act.ASK_EXTENSION):
        return task.deadline is not None
    return act is not Act.END or task.deadline is None


def next_acts(seats: "Seats", task: "Task", *, extension_open: bool) -> list[Act]:
    """The acts open to the person with `seats`, in the order of a task's life.

    `extension_open` says whether a request for extension waits for its decision.
    """
    idle = {Act.ASK_EXTENSION} if extension_open else set(DECISIONS)
    open_now = (act for act in Act if act not in idle and fits(act, task))
    return [act for act in open_now if may(act, seats, task)]
