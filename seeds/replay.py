"""Carrying the story out: every act through its domain function, at its moment.

The demo's clock is moved forward from act to act, so the database itself stamps each event with
the moment the story gives it.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from accounts.models import Organisation, User
from seeds import rare
from seeds.meetings import BY, Meetings
from seeds.papers import product
from seeds.story.plans import Act, Plan
from seeds.story.tables import by_key
from tasks import domain
from tasks.enums import Outcome
from tasks.models import Clause, Extension, Instrument, Obstacle, Occurrence, Programme, Task
from tracker import clock

# Words that name an organisation.
OF_ORGANISATIONS = ("organisation", "asked", "lead", "unit", "predecessor", "successor")
A_MOMENT = timedelta(seconds=1)
# After these somebody may hold another role on the same day.
MOVES_PEOPLE = {"name_deputy", "plan_merger", "pass_on"}


class Replay:
    """One run of the story. `users` by username."""

    def __init__(self, programme: Programme, plans: Iterable[Plan], users: dict[str, User]) -> None:
        numbers = {row["number"]: row["prefix"] for row in by_key("instruments", "prefix").values()}
        self.programme = programme
        self.plans = {plan.code: plan for plan in plans}
        self.users = users
        self.organisations = {one.code: one for one in Organisation.objects.all()}
        self.instruments = {
            numbers[instrument.number]: instrument
            for instrument in Instrument.objects.filter(number__in=numbers)
        }
        self.clauses = {
            (numbers[clause.instrument.number], clause.number): clause
            for clause in Clause.objects.select_related("instrument")
            if clause.instrument.number in numbers
        }
        self.tasks: dict[str, Task] = {}
        self.requests: dict[str, Extension] = {}
        self.superseding: list[Act] = []
        self._told, self._at = clock.now(), time.monotonic()
        self._opened: date | None = None

    def run(self, acts: Iterable[Act]) -> int:
        """Do the acts in their order; returns how many."""
        acts, count = list(acts), 0
        self.superseding = [act for act in acts if act.kind == "supersede"]
        self._remember_roles(anew=True)
        meetings = Meetings(self.programme, self.users[BY], self._move_clock)
        for act in acts:
            meetings.until(act.recorded_at)
            self._move_clock(act.recorded_at)
            self._open_occurrences(act.recorded_at)
            self.do(act)
            self._remember_roles(anew=act.kind in MOVES_PEOPLE)
            count += 1
        return count

    def do(self, act: Act) -> None:
        """Call the domain function that `act` names, or what stands for it below."""
        special: dict[str, Callable[[Act], None]] = {
            "draft": self._draft,
            "assign": self._assign,
            "submit": self._submit,
            "accept": self._accept,
            "ask_extension": self._ask_extension,
            "decide_extension": self._decide_extension,
            "report_occurrence": self._report_occurrence,
            "answer_obstacle": self._answer_obstacle,
            "plan_merger": partial(rare.plan_merger, self),
            "pass_on": self._pass_on,
            "name_deputy": partial(rare.name_deputy, self),
            "split": partial(rare.split, self),
            "supersede": partial(rare.supersede, self),
        }
        special.get(act.kind, self._plainly)(act)

    def _remember_roles(self, *, anew: bool) -> None:
        """What people are on a day is asked once: nobody else writes while the story is told."""
        for user in self.users.values() if anew else ():
            user.memory = {}  # type: ignore[attr-defined]

    def _move_clock(self, to: datetime) -> None:
        """Forward to `to`, unless the clock has come that far by itself during a long batch."""
        here = self._told + timedelta(seconds=time.monotonic() - self._at) + A_MOMENT
        if to > here:
            clock.advance(to)
            self._told, self._at = to, time.monotonic()

    def _open_occurrences(self, now: datetime) -> None:
        """Once a day, as Celery does more often."""
        if now.date() != self._opened:
            domain.open_occurrences(now=now)
            self._opened = now.date()

    def who(self, act: Act) -> dict[str, Any]:
        return {"by": self.users[act.by], "now": act.recorded_at}

    def _plainly(self, act: Act) -> None:
        words = self.words(act)
        if act.happened_on != act.recorded_at.date():
            words["on"] = act.happened_on
        getattr(domain, act.kind)(self.tasks[act.task_code], **self.who(act), **words)

    def words(self, act: Act) -> dict[str, Any]:
        """What the act takes, with what it names by code, prefix or username."""
        stored: dict[str, Mapping[str, Any]] = {
            "instrument": self.instruments,
            "officer": self.users,
            "deputy": self.users,
            "into": self.tasks,
            **dict.fromkeys(OF_ORGANISATIONS, self.organisations),
        }
        return {
            name: stored[name][value] if name in stored else value
            for name, value in act.params.items()
        }

    def _draft(self, act: Act) -> None:
        plan = self.plans[act.task_code]
        if plan.split_from:
            return
        self.tasks[plan.code] = domain.draft_task(
            **self.who(act),
            programme=self.programme,
            clause=self.clauses[plan.instrument, plan.clause],
            code=plan.code,
            title=plan.title,
            parent=self.tasks[plan.group] if plan.group else None,
            is_group=plan.is_group,
            deadline=plan.deadline,
            deadline_text=plan.deadline_text,
            is_regular=plan.is_regular,
            rhythm=plan.rhythm,
            officer=self.users[plan.officer] if plan.officer else None,
            lead=self.organisation(plan.lead),
            authority=self.organisation(plan.authority),
            deliverable_kind=plan.deliverable_kind,
            deliverable_measure=plan.deliverable_measure,
            deliverable_count=plan.deliverable_count,
            co_agencies=[
                domain.Part(self.organisations[part.organisation], part.part, part.deadline)
                for part in plan.parts
            ],
        )

    def organisation(self, code: str) -> Organisation | None:
        return self.organisations[code] if code else None

    def _assign(self, act: Act) -> None:
        """The parent of a group takes its leaves with it, and a split hands its parts out."""
        plan = self.plans[act.task_code]
        if not plan.group and not plan.split_from:
            self._plainly(act)

    def _submit(self, act: Act) -> None:
        task = self.tasks[act.task_code]
        proof = [] if "no_evidence_reason" in act.params else [product(act)]
        words = {"completed_on": act.happened_on, "evidence": proof, **act.params}
        domain.submit(task, **self.who(act), **words)

    def _accept(self, act: Act) -> None:
        """The secretaries of the story have checked every claimed day."""
        task = self.tasks[act.task_code]
        day = task.submissions.get(outcome=Outcome.PENDING).completed_on
        domain.accept(task, **self.who(act), confirmed=day, **act.params)

    def _ask_extension(self, act: Act) -> None:
        self.requests[act.task_code] = domain.ask_extension(
            self.tasks[act.task_code],
            **self.who(act),
            new_deadline=act.params["new_deadline"],
            reason=act.params["reason"],
            late_reason=act.params.get("late_reason", ""),
            on=act.happened_on,
        )

    def _decide_extension(self, act: Act) -> None:
        """The secretaries of the story have checked the day of every request."""
        request = self.requests.pop(act.task_code)
        words = {"confirmed": request.asked_on} | act.params
        domain.decide_extension(request, **self.who(act), **words)

    def _report_occurrence(self, act: Act) -> None:
        words = dict(act.params)
        occurrences = Occurrence.objects.filter(task=self.tasks[act.task_code])
        occurrence = occurrences.get(due_on=words.pop("due_on"))
        domain.report_occurrence(occurrence, **self.who(act), **words)

    def _answer_obstacle(self, act: Act) -> None:
        """The one that was raised with this number on the task."""
        words = dict(act.params)
        raised = Obstacle.objects.filter(task=self.tasks[act.task_code]).order_by("pk")
        domain.answer_obstacle(raised[words.pop("number")], **self.who(act), **words)

    def _pass_on(self, act: Act) -> None:
        """All tasks at once with the first of them, as the daily job does it."""
        domain.carry_out_mergers(now=act.recorded_at)
