"""The whole story at once."""

from dataclasses import dataclass
from functools import cache

from seeds.story.acting import Cast, course, opening
from seeds.story.people import people
from seeds.story.planning import plan_groups, plan_tasks
from seeds.story.plans import Act, Person, Plan
from seeds.story.reporting import regular_reports
from seeds.story.slots import slots
from seeds.story.work import assigned_work


@dataclass(frozen=True)
class Story:
    """People, tasks (parents of groups first) and acts in the order they were recorded."""

    people: tuple[Person, ...]
    plans: tuple[Plan, ...]
    acts: tuple[Act, ...]

    @property
    def leaves(self) -> tuple[Plan, ...]:
        return tuple(plan for plan in self.plans if not plan.is_group)


@cache
def tell() -> Story:
    """The story of the tables in `seeds/data`; always the same for the same tables."""
    filled = list(assigned_work(slots()))
    staff = people({work.lead for _, work in filled})
    cast = Cast.of(staff)
    groups, leaves = plan_groups(), plan_tasks(filled, staff)
    unclear = {code for _, plan in leaves if plan.is_unclear for code in (plan.code, plan.group)}
    acts = [act for plan in groups for act in opening(plan, cast, unclear=plan.code in unclear)]
    for slot, plan in leaves:
        acts += opening(plan, cast, unclear=plan.code in unclear)
        acts += course(plan, slot, cast)
        acts += regular_reports(plan, slot.beats, cast.focal_points[plan.lead])
    ordered = sorted(acts, key=lambda act: act.recorded_at)
    return Story(tuple(staff), (*groups, *(plan for _, plan in leaves)), tuple(ordered))
