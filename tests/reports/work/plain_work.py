"""Random reports, requests and claims about random lives, and what counts of them, one by one.

Nothing here is shared with the SQL but the words: this is what it is held against.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connections
from hypothesis import strategies as st

from reports.enums import Age, Risk
from reports.rules.report import Question
from reports.rules.work.counts import WorkCounts
from reports.rules.work.days import each
from reports.rules.work.urgency import OPEN, Underway, age_of, risk_of
from tasks.enums import Knowledge, Outcome, Standing
from tasks.models import Extension, ProgressUpdate, Submission, Task
from tasks.rules.standing import TimeLine, standing_on
from tasks.rules.steps import step_on
from tests.factories import UserFactory
from tests.reports.lives import FIRST, Life, lives
from tracker.clock import HANOI
from tracker.lib.workdays import Calendar

LAW = Calendar.by_rule(date(2024, 1, 1), date(2027, 12, 31))

# So that some tasks are late, or silent, for months; and asked on days just before and after.
BASE, STRETCH, NEARBY = date(2025, 3, 3), 10, (0, 0, 1, 7, 8)
TABLES = ("tasks_progressupdate", "tasks_extension", "tasks_submission", "tasks_taskevent")
days = st.integers(0, 12).map(lambda n: BASE + timedelta(days=STRETCH * n))
asked_days = st.tuples(days, st.sampled_from(NEARBY)).map(lambda d: d[0] + timedelta(days=d[1]))
waits = st.sampled_from([0, 1, 4, 5, 6, 40]).map(lambda n: timedelta(days=n))


@dataclass(frozen=True)
class Side:
    """Something handed in: about which day, recorded when, and decided how and when."""

    on: date
    recorded: date
    outcome: Outcome = Outcome.PENDING
    decided: date | None = None
    revoked: date | None = None
    percent: int | None = None
    due: date = BASE
    granted: date | None = None


@dataclass(frozen=True)
class Worked:
    """A life and what was handed in about it."""

    life: Life
    updates: Sequence[Side]
    requests: Sequence[Side]
    claims: Sequence[Side]


def stretched(life: Life) -> Life:
    line = life.line
    columns = (line.phase_from, line.deadlines, line.deadline_from)
    longer = TimeLine(line.phases, *(list(map(_later, column)) for column in columns))
    return Life(longer, list(map(_later, life.recorded)), life.lead, life.clear)


def _later(day: date) -> date:
    return BASE + (day - FIRST) * STRETCH


@st.composite
def worked(draw: st.DrawFn) -> Worked:
    return Worked(
        stretched(draw(lives())),
        draw(st.lists(_updates(), max_size=3)),
        draw(st.lists(_requests(), max_size=3)),
        draw(st.lists(_claims(), max_size=3).filter(_one_accepted)),
    )


@st.composite
def _updates(draw: st.DrawFn) -> Side:
    on = draw(days)
    percent = draw(st.one_of(st.none(), st.integers(0, 100)))
    return Side(on, on + draw(waits), percent=percent)


@st.composite
def _requests(draw: st.DrawFn) -> Side:
    on, due = draw(days), draw(days)
    recorded = on + draw(waits)
    outcome = draw(st.sampled_from([Outcome.GRANTED, Outcome.REFUSED, Outcome.LAPSED]))
    granted = due + timedelta(days=draw(st.integers(1, 40)))
    decided = recorded + draw(waits)
    granted_to = granted if outcome is Outcome.GRANTED else None
    return Side(on, recorded, outcome, decided, due=due, granted=granted_to)


@st.composite
def _claims(draw: st.DrawFn) -> Side:
    on = draw(days)
    recorded = on + draw(waits)
    outcome = draw(st.sampled_from(["accepted", "returned", "lapsed", "revoked"]).map(Outcome))
    decided = recorded + draw(waits)
    revoked = decided + draw(waits) if outcome is Outcome.REVOKED else None
    return Side(on, recorded, outcome, decided, revoked)


def _one_accepted(claims: Sequence[Side]) -> bool:
    return sum(claim.outcome is Outcome.ACCEPTED for claim in claims) <= 1


def hand_in(many: Sequence[Worked]) -> None:
    """Past the triggers, as the owner: the recorded moments are chosen."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for the tables altered
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("UPDATE tasks_taskevent SET act = 'progress'")
    by = UserFactory.create()
    tasks = {task.code: task for task in Task.objects.all()}
    rows = [(tasks[f"L{n}"], one) for n, one in enumerate(many)]
    ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            task=task,
            happened_on=side.on,
            percent=side.percent,
            narrative="Đã làm.",
            by=by,
            recorded_at=_moment(side.recorded),
        )
        for task, one in rows
        for side in one.updates
    )
    Extension.objects.bulk_create(
        Extension(
            task=task,
            asked_on=side.on,
            old_deadline=side.due,
            new_deadline=side.granted or side.due,
            granted_deadline=side.granted,
            reason="Chờ.",
            **_decided(side, by),
        )
        for task, one in rows
        for side in one.requests
    )
    Submission.objects.bulk_create(
        Submission(
            task=task,
            completed_on=side.on,
            product_kind="decree",
            product_number="1",
            product_date=side.on,
            decision_note="Thiếu.",
            revoked_by=by if side.revoked else None,
            revoked_on=side.revoked,
            revocation_reason="Sai." if side.revoked else "",
            **_decided(side, by),
        )
        for task, one in rows
        for side in one.claims
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), HANOI)


def _decided(side: Side, by: Any) -> dict[str, Any]:
    words = {"by": by, "recorded_at": _moment(side.recorded), "outcome": side.outcome}
    return words | {"decided_by": by, "decided_on": side.decided}


def counts_of(many: Sequence[Worked], asked: Question) -> WorkCounts:
    """Task by task."""
    return sum((_counts_of(one, asked) for one in many), WorkCounts())


def _counts_of(one: Worked, asked: Question) -> WorkCounts:
    known = asked.knowledge is Knowledge.KNOWN
    line = one.life.known_on(asked.as_of) if known else one.life.line
    standing = standing_on(line, asked.as_of, asked.deadline) if line else None
    if line is None or standing is None:
        return WorkCounts()
    counts = _of_task(one, line, standing, asked) | _of_requests(one, asked)
    return WorkCounts(**counts | _of_claims(one, asked) | _of_facts(one, asked))


def _of_task(one: Worked, line: TimeLine, standing: Standing, asked: Question) -> dict[str, Any]:
    step = step_on(line.phase_from, asked.as_of)
    assert step is not None
    counts: dict[str, Any] = {"total": 1, "with_deadline": int(standing is not Standing.REGULAR)}
    if standing in (Standing.COMPLETED_ON_TIME, Standing.COMPLETED_LATE):
        done = line.phase_from[step]
        days = (done - line.phase_from[0]).days
        due = line.deadline_on(done, asked.deadline)
        counts |= {"completed": 1, "completion": each([days])}
        if due is not None:
            counts |= {"time_used": days, "time_given": (due - line.phase_from[0]).days}
    due = line.deadline_on(asked.as_of, asked.deadline)
    if standing is Standing.OVERDUE:
        assert due is not None
        counts |= {"overdue": 1, _named(age_of(due, asked.as_of)): 1}
    if standing in OPEN:
        assert due is not None
        counts |= _open(one, due, line.phase_from[0], asked)
    return counts


def _open(one: Worked, due: date, assigned: date, asked: Question) -> dict[str, Any]:
    heard = sorted(
        ((side.on, number, side.percent) for number, side in enumerate(_by(one.updates, asked)))
    )
    percents = [percent for _on, _number, percent in heard if percent is not None]
    last = heard[-1][0] if heard else None
    task = Underway(assigned, due, last, percents[-1] if percents else 0)
    risk = risk_of(task, asked.as_of)
    soon = int((due - asked.as_of).days <= 30)
    return {"open": 1, "due_soon": soon} | ({_named(risk): 1} if risk else {})


def _named(one: Age | Risk | None) -> str:
    assert one is not None
    return one.value


def _by(sides: Sequence[Side], asked: Question) -> list[Side]:
    """Handed in by the day."""
    known = asked.knowledge is Knowledge.KNOWN
    return [
        side
        for side in sides
        if side.on <= asked.as_of and (not known or side.recorded <= asked.as_of)
    ]


def _outcome(side: Side, day: date) -> Outcome:
    assert side.decided is not None
    if side.decided > day:
        return Outcome.PENDING
    if side.outcome is Outcome.REVOKED and side.revoked is not None and side.revoked > day:
        return Outcome.ACCEPTED
    return side.outcome


def _of_requests(one: Worked, asked: Question) -> dict[str, Any]:
    made = _by(one.requests, asked)
    then = [_outcome(side, asked.as_of) for side in made]
    granted = [
        (side.granted - side.due).days
        for side, outcome in zip(made, then, strict=True)
        if side.granted and outcome is Outcome.GRANTED
    ]
    return {
        "requests": len(made),
        "granted": then.count(Outcome.GRANTED),
        "refused": then.count(Outcome.REFUSED),
        "undecided": then.count(Outcome.PENDING),
        "requests_lapsed": then.count(Outcome.LAPSED),
        "asked_late": sum(side.on > side.due for side in made),
        "extended": int(bool(granted)),
        "days_granted": sum(granted),
    }


def _of_claims(one: Worked, asked: Question) -> dict[str, Any]:
    made = [side for side in one.claims if side.recorded <= asked.as_of]
    then = [_outcome(side, asked.as_of) for side in made]
    reviewed = [
        LAW.workdays_between(side.recorded, side.decided)
        for side, outcome in zip(made, then, strict=True)
        if side.decided and outcome in (Outcome.ACCEPTED, Outcome.RETURNED, Outcome.REVOKED)
    ]
    waited = [
        LAW.workdays_between(side.recorded, asked.as_of)
        for side, outcome in zip(made, then, strict=True)
        if outcome is Outcome.PENDING
    ]
    return {
        "claims": len(made),
        "accepted": then.count(Outcome.ACCEPTED),
        "returned": then.count(Outcome.RETURNED),
        "set_aside": then.count(Outcome.LAPSED) + then.count(Outcome.REVOKED),
        "unreviewed": len(waited),
        "unreviewed_late": sum(days > 3 for days in waited),
        "reviewed": len(reviewed),
        "reviewed_in_time": sum(days <= 3 for days in reviewed),
        "reviewed_late": sum(days > 3 for days in reviewed),
        "review": each(reviewed),
    }


def _of_facts(one: Worked, asked: Question) -> dict[str, Any]:
    first = asked.as_of - timedelta(days=30)
    life = one.life
    facts = [
        LAW.workdays_between(life.line.phase_from[number], recorded)
        for number, recorded in enumerate(life.recorded)
        if first < recorded <= asked.as_of
    ]
    return {"facts": len(facts), "facts_late": sum(days > 0 for days in facts)}
