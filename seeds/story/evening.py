"""One evening on which things are done one after the other, each a few minutes later."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from seeds.story.answering import CLOSES
from seeds.story.calendar import HANOI
from seeds.story.cast import Cast
from seeds.story.plans import Act, Plan
from seeds.story.tables import by_key, day, rank

STEP = timedelta(minutes=3)


class Evening:
    """What has been done so far; every task is taken for one scene only."""

    def __init__(self, plans: Sequence[Plan], acts: Iterable[Act], cast: Cast) -> None:
        closed = {act.task_code for act in acts if act.kind in CLOSES}
        self.on = day(by_key("story", "key")["sunday"]["value"])
        self.plans = [plan for plan in plans if not (plan.is_unclear or plan.group)]
        self.open = [plan for plan in plans if plan.code not in closed]
        self.cast = cast
        self.entered: list[Plan] = []
        self.acts: list[Act] = []
        self._now = datetime.combine(self.on, time(17, 2), HANOI)

    def take(self, cohort: str, fits: Callable[[Plan], bool]) -> Plan:
        """A clear task of the cohort, or of the one alike under 71/NQ-CP, not yet taken."""
        return self.take_of_any((cohort,), fits)

    def take_of_any(self, cohorts: Iterable[str], fits: Callable[[Plan], bool]) -> Plan:
        """The same of the first of several cohorts that has one."""
        for cohort in cohorts:
            alike = {cohort, f"71-{cohort}"}
            if found := [plan for plan in self.plans if plan.cohort in alike and fits(plan)]:
                return self._taken(found)
        raise ValueError(f"{self.on}: no task of {cohorts} is left for what happens then")

    def _taken(self, found: Iterable[Plan]) -> Plan:
        plan = min(found, key=lambda plan: rank("sunday", plan.code))
        self.plans.remove(plan)
        return plan

    def pause(self) -> None:
        self._now += STEP

    def do(self, code: str, kind: str, by: str, /, **params: Any) -> None:
        """At the present moment; `pause` goes on to the next."""
        self.acts.append(Act(code, kind, self._now, self.on, by, params))

    def enter(self, plan: Plan) -> Plan:
        """Write a task down and hand it out, three minutes later each."""
        self.entered.append(plan)
        for kind in ("draft", "assign"):
            self.pause()
            self.do(plan.code, kind, self.secretary(plan))
        return plan

    def secretary(self, plan: Plan) -> str:
        return self.cast.secretary(plan, self.on)
