"""What people do to one task, each act through the domain and on a day that is possible for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tasks import domain
from tasks.enums import Act, DeliverableKind, Status
from tasks.models import Task
from tests.reference.possible import stays
from tests.reference.world import LATE, WHY, Step, World


@dataclass(frozen=True)
class Done:
    """What an act came down to: the day it happened, and what was said with it."""

    on: date
    said: dict[str, Any]


def _assign(world: World, task: Task, step: Step) -> Done:
    day = min([world.today - timedelta(days=step.late), *task.deadlines])
    domain.assign(task, on=day, late_reason=LATE, **WHY, **world.secretary())
    return Done(day, {})


def _edit(world: World, task: Task, step: Step) -> Done:
    """Whatever is missing is supplied, one thing at a time."""
    who = world.secretary()
    if not task.deadlines and not task.is_regular and step.choice < 2:
        deadline = world.today + timedelta(days=3 * step.choice + 2)
        domain.edit_task(task, deadline=deadline, **who)
        return Done(world.today, {"deadline": deadline})
    if step.choice % 2:
        domain.edit_task(task, authority=world.stage.programme.owner, **who)
        return Done(world.today, {"authority": True})
    assert task.lead_id
    domain.edit_task(task, officer=world.stage.officers[task.lead_id], **who)
    return Done(world.today, {"officer_of": task.lead_id})


def _report(world: World, task: Task, step: Step) -> Done:
    day = max(world.today - timedelta(days=step.late), _workable_from(task))
    words: dict[str, Any] = {"percent": 20 * step.choice, "on": day, "late_reason": LATE}
    domain.report_progress(task, **words, **world.focal_point(task))
    return Done(day, {})


def _workable_from(task: Task) -> date:
    """A claim or another report may reach back before the first report."""
    first_report = task.phases[-2:] == [Status.ASSIGNED, Status.IN_PROGRESS]
    day: date = task.phase_from[-2] if first_report else task.phase_from[-1]
    return day


def _submit(world: World, task: Task, step: Step) -> Done:
    day = max(world.today - timedelta(days=step.late), _workable_from(task))
    domain.submit(
        task,
        product_kind=DeliverableKind.DECREE,
        product_number="15/2025/NĐ-CP",
        no_evidence_reason="Tài liệu mật.",
        product_date=day - timedelta(days=step.choice),
        completed_on=day,
        late_reason=LATE,
        **world.focal_point(task),
    )
    return Done(day, {})


def _accept(world: World, task: Task, step: Step) -> Done:
    domain.accept(task, confirmed=task.phase_from[-1], **world.secretary())
    world.requests.pop(task.pk, None)
    return Done(world.today, {})


def _return(world: World, task: Task, step: Step) -> Done:
    domain.send_back(task, **WHY, **world.secretary())
    return Done(world.today, {})


def _ask(world: World, task: Task, step: Step) -> Done:
    earliest = max(task.deadline_from[-1], task.phase_from[0])
    day = max(world.today - timedelta(days=step.late), earliest)
    later = task.deadlines[-1] + timedelta(days=1 + 3 * step.choice)
    request = domain.ask_extension(
        task, new_deadline=later, on=day, late_reason=LATE, **WHY, **world.focal_point(task)
    )
    world.requests[task.pk] = request
    return Done(day, {})


def _grant(world: World, task: Task, step: Step) -> Done:
    """As asked, or another date."""
    request = world.requests.pop(task.pk)
    another = request.new_deadline + timedelta(days=5) if step.choice == 0 else None
    how = WHY | {"instrument": world.stage.instrument} | world.secretary()
    domain.decide_extension(
        request, granted=True, deadline=another, confirmed=request.asked_on, **how
    )
    return Done(world.today, {"deadline": another or request.new_deadline})


def _refuse(world: World, task: Task, step: Step) -> Done:
    request = world.requests.pop(task.pk)
    domain.decide_extension(request, granted=False, **WHY, **world.secretary())
    return Done(world.today, {})


def _stop(act: Callable[..., object]) -> "Do":
    def stop(world: World, task: Task, step: Step) -> Done:
        day = world.day(task, step)
        by_what = task.clause.instrument
        act(task, on=day, late_reason=LATE, instrument=by_what, **WHY, **world.secretary())
        if act not in (domain.suspend, domain.resume):
            world.requests.pop(task.pk, None)
        return Done(day, {})

    return stop


def _discard(world: World, task: Task, step: Step) -> Done:
    domain.discard(task, **WHY, **world.secretary())
    world.requests.pop(task.pk, None)
    return Done(world.today, {})


def _revoke(world: World, task: Task, step: Step) -> Done:
    """Reopened with a lead that has ended, nobody's post there counts any more."""
    domain.revoke_acceptance(task, **WHY, **world.secretary())
    ended = task.lead_id in world.mergers
    return Done(world.today, {"officer_of": None} if ended else {})


def _reassign(world: World, task: Task, step: Step) -> Done:
    """With an officer of the new lead, or without one."""
    lead = world.another(task.lead_id, step)
    day = max(world.today - timedelta(days=step.late), task.lead_from[-1])
    officer = world.stage.officers[lead.pk] if step.choice % 2 else None
    domain.reassign(
        task,
        lead=lead,
        officer=officer,
        on=day,
        late_reason=LATE,
        instrument=world.stage.instrument,
        **WHY,
        **world.secretary(),
    )
    return Done(day, {"lead": lead.pk, "officer_of": lead.pk if officer else None})


def _merge(world: World, task: Task, step: Step) -> Done:
    into = stays(world, task)[0]
    assert into.assigned_on
    day = max(world.day(task, step), into.assigned_on)
    how: dict[str, Any] = {"instrument": world.stage.instrument, "late_reason": LATE} | WHY
    domain.merge(task, into=into, on=day, **how, **world.secretary())
    world.requests.pop(task.pk, None)
    return Done(day, {})


Do = Callable[[World, Task, Step], Done]
DO: dict[Act, Do] = {
    Act.ASSIGN: _assign,
    Act.EDIT: _edit,
    Act.PROGRESS: _report,
    Act.SUBMIT: _submit,
    Act.ACCEPT: _accept,
    Act.RETURN: _return,
    Act.ASK_EXTENSION: _ask,
    Act.GRANT_EXTENSION: _grant,
    Act.REFUSE_EXTENSION: _refuse,
    Act.SUSPEND: _stop(domain.suspend),
    Act.RESUME: _stop(domain.resume),
    Act.WITHDRAW: _stop(domain.withdraw),
    Act.END: _stop(domain.end),
    Act.DISCARD: _discard,
    Act.REVOKE: _revoke,
    Act.REASSIGN: _reassign,
    Act.MERGE: _merge,
}
