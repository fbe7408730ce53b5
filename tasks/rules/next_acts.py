"""What a reader can do to a task right now: what they may, and what its status allows."""

from typing import TYPE_CHECKING

from tasks.enums import EXTENDABLE, MOVES, UNFINISHED, Act, Status
from tasks.rules.parts import joined_now
from tasks.rules.permissions import may, reports_for

if TYPE_CHECKING:
    from accounts.queries import Seats
    from tasks.models import Task

FROM: dict[Act, frozenset[Status]] = {
    **{act: frozenset(moves) for act, moves in MOVES.items()},
    Act.EDIT: frozenset(Status) - {Status.COMPLETED, Status.WITHDRAWN, Status.ENDED},
    Act.RESUME: frozenset({Status.SUSPENDED}),
    Act.REASSIGN: frozenset(UNFINISHED),
    Act.CONTINUE: frozenset(UNFINISHED),
    Act.RAISE: frozenset(UNFINISHED),
    Act.ANSWER: frozenset(UNFINISHED),
    Act.ASK_EXTENSION: EXTENDABLE,
    Act.GRANT_EXTENSION: EXTENDABLE,
    Act.REFUSE_EXTENSION: EXTENDABLE,
    Act.HAND_DOWN: frozenset(UNFINISHED),
    Act.PART_PROGRESS: frozenset(UNFINISHED),
    Act.PART_DONE: frozenset(UNFINISHED),
    Act.PART_RETURN: frozenset(UNFINISHED),
}

# What a co-agency does with its own part.
OWN_PART = frozenset({Act.PART_PROGRESS, Act.PART_DONE})

# What can be decided on a request for extension.
DECISIONS = frozenset({Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION})

# A group's parent is written down and handed out; all else happens to its members.
OF_A_GROUP = frozenset({Act.EDIT, Act.ASSIGN})

# What happens to a task because its instrument is superseded; nobody does it to a task alone.
OF_AN_INSTRUMENT = frozenset({Act.CONTINUE, Act.REPLACE})


def fits(act: Act, task: "Task") -> bool:
    """Whether the state of `task` allows `act`, whoever does it."""
    if task.status not in FROM.get(act, frozenset()):
        return False
    if task.is_group and act not in OF_A_GROUP:
        return act is Act.DISCARD and task.status == Status.DRAFT
    if act in (Act.SUBMIT, Act.ASK_EXTENSION):
        return task.deadline is not None
    return act is not Act.END or task.deadline is None


def next_acts(seats: "Seats", task: "Task", *, extension_open: bool) -> list[Act]:
    """The acts open to the person with `seats`, in the order of a task's life.

    `extension_open` says whether a request for extension waits for its decision.
    """
    idle = OF_AN_INSTRUMENT | ({Act.ASK_EXTENSION} if extension_open else DECISIONS)
    open_now = (act for act in Act if act not in idle and fits(act, task))
    return [act for act in open_now if may(act, seats, task) and _has_part(act, seats, task)]


def _has_part(act: Act, seats: "Seats", task: "Task") -> bool:
    """Whether there is a part for an act on parts: one of their own that is not done, or a done
    one that can come back."""
    if act is Act.PART_RETURN:
        return any(part.is_done for part in joined_now(task))
    return act not in OWN_PART or any(
        reports_for(seats, part.organisation) and not part.is_done for part in joined_now(task)
    )
