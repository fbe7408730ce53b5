"""Random lives of tasks, led through the domain under a moving clock.

A `Step` is plain numbers, so that hypothesis can shrink it: `World.take` turns it into an act that
the rules allow at that moment, at once or recorded late.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.models import User
from tasks import domain
from tasks.enums import Act, DeliverableKind, Outcome
from tasks.models import Extension, Programme, Task
from tasks.rules.next_acts import fits
from tests.factories import (
    ClauseFactory,
    again,
    draft,
    focal_point_of,
    ministry,
    person,
    programme,
    secretary_of,
)
from tracker import clock

FINAL = {Act.ACCEPT, Act.WITHDRAW, Act.END}
DECISIONS = {Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION}
LATE: dict[str, Any] = {"late_reason": "Văn bản đến muộn."}
WHY: dict[str, Any] = {"reason": "Theo chỉ đạo.", **LATE}


@dataclass(frozen=True)
class Step:
    """`days` pass, then `task` meets the act number `act` of those possible, `late` days late."""

    task: int
    act: int
    days: int
    late: int
    choice: int


Do = Callable[[Task, Step, dict[str, Any]], object]
By = Callable[[Task], User]


@st.composite
def walks(draw: st.DrawFn, *, late: bool = True, least: int = 60) -> list[Step]:
    """Steps for four tasks, fifteen acts or more for each on average."""
    few = st.integers(0, 3)
    step = st.builds(
        Step,
        task=few,
        act=st.integers(0, 11),
        days=st.sampled_from([0, 0, 0, 1, 2, 5]),
        late=st.sampled_from([0, 0, 1, 3, 9]) if late else st.just(0),
        choice=few,
    )
    return draw(st.lists(step, min_size=least, max_size=least + 4))


class World:
    """Four tasks at a time, one of them regular. `prompt`: nothing is recorded or decided late."""

    def __init__(self, *, prompt: bool = False) -> None:
        self.prompt = prompt
        self.programme: Programme = programme()
        self.lead = ministry()
        self.clause = ClauseFactory.create()
        self.people: dict[By, User] = {
            secretary_of: person(Role.SECRETARY, self.programme.owner),
            focal_point_of: person(Role.FOCAL_POINT, self.lead),
        }
        self.tasks: list[Task] = []
        self.taken: list[Act] = []
        for number in range(4):
            self._new(3 * number)

    def _new(self, days: int) -> Task:
        deadline = clock.today() + timedelta(days=days) if days else None
        task = draft(
            programme=self.programme, deadline=deadline, lead=self.lead, clause=self.clause
        )
        self.tasks.append(task)
        return task

    def take(self, step: Step) -> Task:
        """Let the days pass and do the act; returns the task as it is then."""
        if step.days:
            clock.advance(clock.now() + timedelta(days=step.days))
        task = again(self.tasks[len(self.tasks) - 4 + step.task])
        acts = self._possible(task, step)
        if not acts:
            return self._new(step.choice * 2)
        act = acts[step.act % len(acts)]
        self.taken.append(act)
        return self._do(act, task, step)

    def _possible(self, task: Task, step: Step) -> list[Act]:
        asked = self._open(task) is not None
        return [
            act
            for act in Act
            if act in DO.keys() | DECISIONS
            and fits(act, task)
            and (act not in FINAL or step.choice == 0)
            and (act not in DECISIONS or asked)
            and not (act is Act.ASK_EXTENSION and asked)
            and not (self.prompt and self._is_late(act, task))
        ]

    def _is_late(self, act: Act, task: Task) -> bool:
        """An acceptance and a grant reach back to the day of the claim or the request.

        A draft whose deadline has passed can only be assigned as of a day before.
        """
        asked, today = self._open(task), clock.today()
        if act is Act.ASSIGN:
            return bool(min([*task.deadlines, today]) < today)
        if act is Act.GRANT_EXTENSION:
            return asked is not None and asked.asked_on < today
        return act is Act.ACCEPT and bool(task.phase_from[-1] < today)

    def _open(self, task: Task) -> Extension | None:
        return task.extensions.filter(outcome=Outcome.PENDING).first()

    def _do(self, act: Act, task: Task, step: Step) -> Task:
        if act in DECISIONS:
            request, granted = self._open(task), act is Act.GRANT_EXTENSION
            assert request is not None
            domain.decide_extension(
                request,
                by=self.people[secretary_of],
                now=clock.now(),
                granted=granted,
                reason="Rõ.",
                confirmed=request.asked_on,
            )
        else:
            act_on, by_whom = DO[act]
            act_on(task, step, {"by": self.people[by_whom], "now": clock.now()})
        return again(task)


def _day(task: Task, step: Step) -> date:
    """The day it happened: so many days ago, though not before the present phase."""
    earliest = max([*task.phase_from[-1:], *task.deadline_from[-1:]], default=date(2025, 11, 1))
    if not task.phase_from:
        earliest = date(2025, 11, 1)
    return max(earliest, clock.today() - timedelta(days=step.late))


def _edit(task: Task, step: Step, who: dict[str, Any]) -> object:
    if (task.deadlines and task.phases) or step.choice:
        return domain.edit_task(task, title=f"Nhiệm vụ {step.choice}", **who)
    due = clock.today() + timedelta(days=step.act)
    return domain.edit_task(task, is_regular=False, deadline=due, **who)


def _assign(task: Task, step: Step, who: dict[str, Any]) -> object:
    due = min([*task.deadlines, clock.today()])
    if due < clock.today() - timedelta(days=step.late):
        return domain.assign(task, on=due, **LATE, **who)
    return domain.assign(task, on=_day(task, step), **LATE, **who)


def _submit(task: Task, step: Step, who: dict[str, Any]) -> object:
    day = _day(task, step)
    return domain.submit(
        task,
        product_kind=DeliverableKind.DECREE,
        product_number="15/2025/NĐ-CP",
        no_evidence_reason="Tài liệu mật.",
        product_date=day - timedelta(days=step.choice),
        completed_on=day,
        **LATE,
        **who,
    )


def _ask(task: Task, step: Step, who: dict[str, Any]) -> object:
    assert task.deadline
    later = task.deadline + timedelta(days=1 + 2 * step.choice)
    return domain.ask_extension(task, new_deadline=later, on=_day(task, step), **WHY, **who)


def _report(task: Task, step: Step, who: dict[str, Any]) -> object:
    return domain.report_progress(
        task, percent=25 * step.choice, on=_day(task, step), **LATE, **who
    )


def _accept(task: Task, who: dict[str, Any]) -> object:
    return domain.accept(task, confirmed=again(task).phase_from[-1], **who)


def _stop(act: Callable[..., object]) -> Do:
    def stop(task: Task, step: Step, who: dict[str, Any]) -> object:
        by_what = task.clause.instrument
        return act(task, on=_day(task, step), instrument=by_what, **WHY, **who)

    return stop


DO: dict[Act, tuple[Do, By]] = {
    Act.EDIT: (_edit, secretary_of),
    Act.ASSIGN: (_assign, secretary_of),
    Act.PROGRESS: (_report, focal_point_of),
    Act.SUBMIT: (_submit, focal_point_of),
    Act.ACCEPT: (lambda task, _, who: _accept(task, who), secretary_of),
    Act.RETURN: (
        lambda task, _, who: domain.send_back(task, reason=WHY["reason"], **who),
        secretary_of,
    ),
    Act.ASK_EXTENSION: (_ask, focal_point_of),
    Act.SUSPEND: (_stop(domain.suspend), secretary_of),
    Act.RESUME: (_stop(domain.resume), secretary_of),
    Act.WITHDRAW: (_stop(domain.withdraw), secretary_of),
    Act.END: (_stop(domain.end), secretary_of),
}


@contextmanager
def a_world(*, prompt: bool = False) -> Iterator[World]:
    """A world that leaves nothing behind, its days included."""
    with transaction.atomic():
        yield World(prompt=prompt)
        transaction.set_rollback(True)
