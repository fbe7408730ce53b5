"""The world in which a history happens: whose turn it is, what waits, and what was done so far."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.models import Organisation, User
from tasks.enums import Act
from tasks.models import Extension, Task
from tests.reference.replay import Deed
from tests.reference.stage import Owed, Stage
from tracker import clock

SLOTS = 3
LATE = "Hồ sơ đến muộn."
WHY: dict[str, Any] = {"reason": "Theo chỉ đạo."}


@dataclass(frozen=True)
class Step:
    """`days` pass; then an act, drawn by `act`, on the task in `slot`, `late` days late."""

    slot: int
    act: int
    days: int
    late: int
    choice: int


class World:
    """One history on the stage. `deeds` are in the order in which they were recorded."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.waiting = [Owed(draft.task, draft.said) for draft in stage.drafts]
        self.slots = [self.waiting.pop(0) for _each in range(SLOTS)]
        self.deeds: list[Deed] = []
        self.requests: dict[int, Extension] = {}
        self.leads = list(stage.leads)
        self.heirs: dict[int, int] = {}
        self.mergers: dict[int, tuple[Organisation, date]] = {}
        self.now = clock.now()

    @property
    def today(self) -> date:
        return clock.day_of(self.now)

    def pass_by(self, days: int) -> None:
        """So many days pass."""
        if days:
            self.now += timedelta(days=days)
            clock.advance(self.now)

    def wrote(self, owed: Owed, act: Act, on: date, said: dict[str, Any]) -> None:
        """Write the deed down."""
        self.deeds.append(Deed(owed.task.pk, act, on, self.today, said))

    def everything(self) -> list[Owed]:
        """What is in the slots, and what waits."""
        return [*self.slots, *self.waiting]

    def day(self, task: Task, step: Step) -> date:
        """So many days ago, though not before the task came to where it is."""
        return max([self.today - timedelta(days=step.late), *_latest(task)])

    def who(self, by: User) -> dict[str, Any]:
        return {"by": by, "now": self.now}

    def secretary(self) -> dict[str, Any]:
        return self.who(self.stage.secretary)

    def focal_point(self, task: Task) -> dict[str, Any]:
        assert task.lead_id
        return self.who(self.stage.focal_points[task.lead_id])

    def another(self, lead: int | None, step: Step) -> Organisation:
        """One of the organisations, but not the one with the id `lead`."""
        others = [each for each in self.leads if each.pk != lead]
        return others[step.choice // 2 % len(others)]


def _latest(task: Task) -> list[date]:
    """When it came to its present phase, deadline and lead."""
    if not task.phases:
        return []
    return [*task.phase_from[-1:], *task.deadline_from[-1:], *task.lead_from[-1:]]
