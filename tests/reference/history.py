"""Random histories: what people do to a few tasks, done through the domain under a moving clock.

A `Step` is plain numbers, so that hypothesis can draw and shrink it; `World.take` turns it into an
act that is possible at that moment, recorded at once or late, and writes down the deed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.models import Organisation, User
from tasks import domain
from tasks.enums import MOVES, UNFINISHED, Act, DeliverableKind, Rhythm, Status
from tasks.models import Extension, Task
from tests.factories import ClauseFactory, InstrumentFactory, ministry, person, programme
from tests.reference.replay import Deed
from tracker import clock

ACTS, SLOTS, LEADS = 15, 3, 3
LATE = "Hồ sơ đến muộn."
WHY: dict[str, Any] = {"reason": "Theo chỉ đạo."}
PRODUCT: dict[str, Any] = {
    "deliverable_kind": DeliverableKind.DECREE,
    "deliverable_measure": "nghị định",
    "deliverable_count": 1,
}
# Deadlines are so many days after the start; 0 stands for a regular task, None for one that has
# none although it should.
DUE: tuple[int | None, ...] = (9, 16, 4, 0, None, 25, 12, 6, 20, 9, 14, 30)

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


@dataclass(frozen=True)
class Step:
    """`days` pass; then an act, drawn by `act`, on the task in `slot`, `late` days late."""

    slot: int
    act: int
    days: int
    late: int
    choice: int


def steps() -> st.SearchStrategy[list[Step]]:
    """So many steps; each becomes an act."""
    step = st.builds(
        Step,
        slot=st.integers(0, SLOTS - 1),
        act=st.integers(0, 255),
        days=st.sampled_from([0, 0, 1, 1, 2, 4]),
        late=st.sampled_from([0, 0, 1, 2, 5, 9]),
        choice=st.integers(0, 3),
    )
    return st.lists(step, min_size=ACTS, max_size=ACTS)


class Stage:
    """What all histories begin with: organisations, people, and drafts to choose from."""

    def __init__(self) -> None:
        self.start = clock.today()
        self.programme = programme()
        self.clause, self.instrument = ClauseFactory.create(), InstrumentFactory.create()
        self.secretary = person(Role.SECRETARY, self.programme.owner)
        self.leads = [ministry() for _each in range(LEADS)]
        self.focal_points = {o.pk: person(Role.FOCAL_POINT, o) for o in self.leads}
        self.officers = {o.pk: person(Role.OFFICER, o) for o in self.leads}
        self.drafts = [self._draft(number, due) for number, due in enumerate(DUE)]

    def _draft(self, number: int, due: int | None) -> "Owed":
        """Some lack an officer, some an authority, one a deadline."""
        lead = self.leads[number % LEADS]
        officer = self.officers[lead.pk] if number % 4 else None
        authority = self.programme.owner if number % 5 else None
        deadline = self.start + timedelta(days=due) if due else None
        task = domain.draft_task(
            by=self.secretary,
            now=clock.now(),
            title="Ban hành nghị định về dữ liệu",
            programme=self.programme,
            clause=self.clause,
            lead=lead,
            officer=officer,
            authority=authority,
            deadline=deadline,
            is_regular=due == 0,
            rhythm=Rhythm.MONTHLY if due == 0 else "",
            **PRODUCT,
        )
        said = {
            "lead": lead.pk,
            "officer_of": lead.pk if officer else None,
            "authority": bool(authority),
            "is_regular": due == 0,
            "deadline": deadline,
        }
        return Owed(task, said)


@dataclass
class Owed:
    """A task, and what its words say when it is assigned."""

    task: Task
    said: dict[str, Any]


class World:
    """One history on the stage. `deeds` are in the order in which they were recorded."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.waiting = [Owed(draft.task, draft.said) for draft in stage.drafts]
        self.slots = [self.waiting.pop(0) for _each in range(SLOTS)]
        self.deeds: list[Deed] = []
        self.requests: dict[int, Extension] = {}
        self.leads = list(stage.leads)
        self.now = clock.now()

    @property
    def today(self) -> date:
        return clock.day_of(self.now)

    def take(self, step: Step) -> Act:
        """Let the days pass and do the act; returns it."""
        if step.days:
            self.now += timedelta(days=step.days)
            clock.advance(self.now)
        owed = self.slots[step.slot]
        acts = self._possible(owed)
        if not acts:
            owed = self.slots[step.slot] = self.waiting.pop(0)
            acts = self._possible(owed)
        drawn = [act for act in acts for _each in range(WEIGHTS[act])]
        act = drawn[step.act % len(drawn)]
        self._do(act, owed, step)
        owed.task = Task.objects.get(pk=owed.task.pk)
        return act

    def _possible(self, owed: Owed) -> list[Act]:
        return [act for act in WEIGHTS if _is_possible(act, self, owed.task)]

    def _do(self, act: Act, owed: Owed, step: Step) -> None:
        if act is Act.PASS:
            _merge_organisations(self, owed, step)
        elif act is Act.SPLIT:
            _split(self, owed, step)
        else:
            done = DO[act](self, owed.task, step)
            self.wrote(owed, act, done.on, owed.said if act is Act.ASSIGN else done.said)

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


def _latest(task: Task) -> list[date]:
    """When it came to its present phase, deadline and lead."""
    if not task.phases:
        return []
    return [*task.phase_from[-1:], *task.deadline_from[-1:], *task.lead_from[-1:]]


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
    domain.revoke_acceptance(task, **WHY, **world.secretary())
    return Done(world.today, {})


def _reassign(world: World, task: Task, step: Step) -> Done:
    """With an officer of the new lead, or without one."""
    lead = _another(world, task.lead_id, step)
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


def _another(world: World, lead: int | None, step: Step) -> Organisation:
    others = [each for each in world.leads if each.pk != lead]
    return others[step.choice // 2 % len(others)]


def _merge(world: World, task: Task, step: Step) -> Done:
    into = _stays(world, task)[0]
    assert into.assigned_on
    day = max(world.day(task, step), into.assigned_on)
    how: dict[str, Any] = {"instrument": world.stage.instrument, "late_reason": LATE} | WHY
    domain.merge(task, into=into, on=day, **how, **world.secretary())
    world.requests.pop(task.pk, None)
    return Done(day, {})


def _stays(world: World, task: Task) -> list[Task]:
    """What `task` could be a duplicate of."""
    in_force = {*UNFINISHED, Status.COMPLETED}
    others = [owed.task for owed in world.slots if owed.task.pk != task.pk]
    return [other for other in others if other.status in in_force]


def _split(world: World, owed: Owed, step: Step) -> None:
    """In two, led by two organisations; the second may be due earlier than the whole."""
    task, day = owed.task, world.day(owed.task, step)
    own = max(day, task.deadlines[-1] - timedelta(days=3)) if task.deadlines else None
    own = own if own and own < task.deadlines[-1] and step.choice % 2 else None
    leads = [each for each in world.leads if each.pk == task.lead_id][:1]
    leads.append(_another(world, task.lead_id, step))
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
    heir = _another(world, ends.pk, step)
    day = world.today - timedelta(days=step.late)
    how: dict[str, Any] = {"instrument": world.stage.instrument, "late_reason": LATE} | WHY
    domain.plan_merger(predecessor=ends, successor=heir, on=day, **how, **world.secretary())
    domain.carry_out_mergers(now=world.now)
    world.leads.remove(ends)
    for each in world.everything():
        if each.task.lead_id == ends.pk and each.task.status in {Status.DRAFT, *UNFINISHED}:
            _passed(world, each, heir, day)


def _passed(world: World, owed: Owed, heir: Organisation, day: date) -> None:
    """On the day of the merger, or when it came to who had ended after that day."""
    if owed.task.phases:
        mine = [deed for deed in world.deeds if deed.task == owed.task.pk]
        came = [deed.on for deed in mine if "lead" in deed.said][-1]
        world.wrote(owed, Act.PASS, max(day, came), {"lead": heir.pk})
    else:
        owed.said = owed.said | {"lead": heir.pk}
    owed.task = Task.objects.get(pk=owed.task.pk)


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


FROM: dict[Act, frozenset[str]] = {
    **{act: frozenset(moves) for act, moves in MOVES.items()},
    **dict.fromkeys((Act.EDIT, Act.REASSIGN, Act.PASS), frozenset(UNFINISHED)),
    **dict.fromkeys((Act.ASK_EXTENSION, *DECISIONS), frozenset(UNFINISHED)),
    Act.DISCARD: frozenset(UNFINISHED),
    Act.RESUME: frozenset({Status.SUSPENDED}),
}


def _is_possible(act: Act, world: World, task: Task) -> bool:
    """Whether the rules let `act` happen to `task` now."""
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
        Act.MERGE: bool(_stays(world, task)),
        Act.PASS: len(world.leads) == LEADS,
    }
    return also.get(act, True)


@contextmanager
def a_world(stage: Stage) -> Iterator[World]:
    """A history that leaves nothing behind, its days included."""
    with transaction.atomic():
        yield World(stage)
        transaction.set_rollback(True)
