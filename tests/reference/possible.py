"""Which acts are possible at a moment, and how likely each of them is."""

from tasks.enums import MOVES, UNFINISHED, Act, Status
from tasks.models import Task
from tests.reference.stage import LEADS
from tests.reference.world import World

DECISIONS = (Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION)

# How likely each act is where several are possible.
WEIGHTS: dict[Act, int] = {
    Act.ASSIGN: 50,
    Act.EDIT: 8,
    Act.PROGRESS: 10,
    Act.SUBMIT: 16,
    Act.ACCEPT: 20,
    Act.RETURN: 16,
    Act.ASK_EXTENSION: 12,
    Act.GRANT_EXTENSION: 24,
    Act.REFUSE_EXTENSION: 10,
    Act.SUSPEND: 4,
    Act.RESUME: 16,
    Act.WITHDRAW: 2,
    Act.END: 6,
    Act.DISCARD: 2,
    Act.REVOKE: 20,
    Act.REASSIGN: 8,
    Act.SPLIT: 2,
    Act.MERGE: 3,
    Act.PASS: 4,
}

FROM: dict[Act, frozenset[str]] = {
    **{act: frozenset(moves) for act, moves in MOVES.items()},
    **dict.fromkeys((Act.EDIT, Act.REASSIGN, Act.PASS), frozenset(UNFINISHED)),
    **dict.fromkeys((Act.ASK_EXTENSION, *DECISIONS), frozenset(UNFINISHED)),
    Act.DISCARD: frozenset(UNFINISHED),
    Act.RESUME: frozenset({Status.SUSPENDED}),
}


def possible(world: World, task: Task) -> list[Act]:
    """What the rules let happen to `task` now."""
    return [act for act in WEIGHTS if _is_possible(act, world, task)]


def _is_possible(act: Act, world: World, task: Task) -> bool:
    if task.status not in FROM[act]:
        return False
    asked = task.pk in world.requests
    also: dict[Act, bool] = {
        Act.EDIT: bool(task.gaps),
        Act.SUBMIT: bool(task.deadlines),
        Act.END: not task.deadlines,
        Act.ASK_EXTENSION: bool(task.deadlines) and not asked,
        Act.GRANT_EXTENSION: asked,
        Act.REFUSE_EXTENSION: asked,
        Act.MERGE: bool(stays(world, task)),
        Act.PASS: len(world.leads) == LEADS,
    }
    return also.get(act, True)


def stays(world: World, task: Task) -> list[Task]:
    """What `task` could be a duplicate of."""
    in_force = {*UNFINISHED, Status.COMPLETED}
    others = [owed.task for owed in world.slots if owed.task.pk != task.pk]
    return [other for other in others if other.status in in_force]
