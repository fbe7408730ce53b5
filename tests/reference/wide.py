"""What reaches beyond one task: splitting it, and a merger of the organisation that leads it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from accounts.models import Organisation
from tasks import domain
from tasks.enums import UNFINISHED, Act, Status
from tasks.models import Task
from tests.reference.stage import PRODUCT, Owed
from tests.reference.world import LATE, WHY, Step, World


def _split(world: World, owed: Owed, step: Step) -> None:
    """In two, led by two organisations; the second may be due earlier than the whole."""
    task, day = owed.task, world.day(owed.task, step)
    own = max(day, task.deadlines[-1] - timedelta(days=3)) if task.deadlines else None
    own = own if own and own < task.deadlines[-1] and step.choice % 2 else None
    leads = [each for each in world.leads if each.pk == task.lead_id][:1]
    leads.append(world.another(task.lead_id, step))
    officers = [None, world.stage.officers[leads[1].pk]]
    how = WHY | {"instrument": world.stage.instrument} | world.secretary()
    made = domain.split(
        task,
        parts=[
            domain.PartOfTask("Phần", lead, officer, deadline=due, **PRODUCT)
            for lead, officer, due in zip(leads, officers, [None, own], strict=True)
        ],
        on=day,
        late_reason=LATE,
        **how,
    )
    whole = tuple(deed for deed in world.deeds if deed.task == task.pk)
    world.wrote(owed, Act.SPLIT, day, {})
    world.requests.pop(task.pk, None)
    for part, lead, officer, due in zip(made, leads, officers, [None, own], strict=True):
        said = {
            "whole": whole,
            "lead": lead.pk,
            "officer_of": lead.pk if officer else None,
            "authority": task.authority_id is not None,
            "is_regular": task.is_regular,
            "deadline": due,
        }
        new = Owed(part, said)
        world.wrote(new, Act.ASSIGN, day, said)
        world.waiting.insert(0, new)


def _merge_organisations(world: World, owed: Owed, step: Step) -> None:
    """The lead of a task ends, and all its unfinished tasks and drafts pass to another."""
    ends = next(each for each in world.leads if each.pk == owed.task.lead_id)
    heir = world.another(ends.pk, step)
    day = world.today - timedelta(days=step.late)
    how: dict[str, Any] = {"instrument": world.stage.instrument, "late_reason": LATE} | WHY
    domain.plan_merger(predecessor=ends, successor=heir, on=day, **how, **world.secretary())
    world.leads.remove(ends)
    world.heirs[ends.pk] = heir.pk
    world.mergers[ends.pk] = heir, day
    a_minute_later(world)


def a_minute_later(world: World) -> None:
    """The tick has passed on what is open with whoever has ended, also what was reopened there."""
    domain.carry_out_mergers(now=world.now)
    for each in world.everything():
        if each.task.lead_id in world.mergers and each.task.status in {Status.DRAFT, *UNFINISHED}:
            _passed(world, each, *world.mergers[each.task.lead_id])


def _passed(world: World, owed: Owed, heir: Organisation, day: date) -> None:
    """On the day of the merger, or when it came to who had ended after that day."""
    if owed.task.phases:
        mine = [deed for deed in world.deeds if deed.task == owed.task.pk]
        came = [deed.on for deed in mine if "lead" in deed.said][-1]
        world.wrote(owed, Act.PASS, max(day, came), {"lead": heir.pk})
    else:
        owed.said = owed.said | {"lead": heir.pk}
    owed.task = Task.objects.get(pk=owed.task.pk)


WIDE: dict[Act, Callable[[World, Owed, Step], None]] = {
    Act.SPLIT: _split,
    Act.PASS: _merge_organisations,
}
