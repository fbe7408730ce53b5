"""The whole story at once."""

from dataclasses import dataclass
from functools import cache

from seeds.story.acting import course, opening
from seeds.story.answering import answers
from seeds.story.cast import Cast
from seeds.story.joining import part_acts
from seeds.story.passing import mergers
from seeds.story.people import people
from seeds.story.planning import plan_groups, plan_tasks
from seeds.story.plans import Act, Person, Plan
from seeds.story.reporting import regular_reports
from seeds.story.slots import Slot, slots
from seeds.story.sunday import sunday
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
    staff = people({code for _, work in filled for code in (work.lead, work.heir) if code})
    cast = Cast.of(staff)
    groups, leaves = plan_groups(), plan_tasks(filled, staff)
    unclear = {code for _, plan in leaves if plan.is_unclear for code in (plan.code, plan.group)}
    acts = [act for plan in groups for act in opening(plan, cast, unclear=plan.code in unclear)]
    for slot, plan in leaves:
        acts += _acts(plan, slot, cast, unclear=plan.code in unclear)
    acts += mergers((plan for _, plan in leaves), cast)
    entered, last = sunday([plan for _, plan in leaves], acts, cast)
    acts += last
    ordered = sorted(acts, key=lambda act: act.recorded_at)
    return Story(tuple(staff), (*groups, *(plan for _, plan in leaves), *entered), tuple(ordered))


def _acts(plan: Plan, slot: Slot, cast: Cast, *, unclear: bool) -> list[Act]:
    """All that was done to one task."""
    acts = [*opening(plan, cast, unclear=unclear), *course(plan, slot, cast)]
    acts += regular_reports(plan, slot.beats, cast.focal_points[plan.lead])
    return [*acts, *answers(plan, acts, cast), *part_acts(plan, acts, cast)]
