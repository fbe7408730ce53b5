"""Which clarities a task lacks, as a step function of the day."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from tasks.domain.recording import record
from tasks.enums import UNFINISHED, Act, Status
from tasks.models import Task
from tasks.queries.clarity import changes, facts_for, misjudged
from tasks.rules.clarity import Facts, gaps_of, last_gaps, why_lost
from tracker.clock import day_of


def judge(task: Task, *, on: date) -> bool:
    """Note what `task` lacks from the Hanoi day `on`; returns whether that changed.

    Where something was noted for a later day already, the new step follows it on that day. A draft
    has one step, written anew each time; what is finished stays as clear as it was. The task is
    not saved.
    """
    if task.status != Status.DRAFT and task.status not in UNFINISHED:
        return False
    if task.status == Status.DRAFT:
        task.gap_steps, task.gap_from = [], []
    day = max([on, *task.gap_from[-1:]])
    return _note(task, facts_for(task, on=day))


def judge_all(*, now: datetime) -> int:
    """Judge every unfinished task anew that has lost or gained a clarity; how many there were.

    Nobody has to touch a task for this: an officer leaves, an organisation is dissolved. What
    changed is noted from the day on which it did, as far as that can be told, each day an event of
    its own by nobody. Each task commits by itself; running twice changes nothing.
    """
    today = day_of(now)
    return sum(_judge_anew(pk, today) for pk in misjudged(on=today))


@transaction.atomic
def _judge_anew(pk: int, today: date) -> bool:
    unfinished = Task.objects.filter(pk=pk, status__in=UNFINISHED)
    task = unfinished.select_for_update(of=("self",)).first()
    if task is None or task.gap_steps[-1:] == [_step(task, facts_for(task, on=today))]:
        return False
    noted = max(task.gap_from, default=today)
    for day in [*changes(task, after=noted, until=today), today]:
        _record_change(task, facts_for(task, on=day, past=day < today))
    return True


def _record_change(task: Task, facts: Facts) -> None:
    """One event if the task's clarity on the day of `facts` differs from what was noted."""
    before = last_gaps(task)
    if _note(task, facts):
        detail = _difference(task, before, facts)
        record(task, Act.JUDGE, by=None, on=facts.day, detail=detail)


def _difference(task: Task, before: list[str], facts: Facts) -> dict[str, Any]:
    after = last_gaps(task)
    lost = [clarity for clarity in after if clarity not in before]
    return {
        "lost": lost,
        "gained": [clarity for clarity in before if clarity not in after],
        "why": {clarity: why_lost(task, clarity, facts).value for clarity in lost},
    }


def _note(task: Task, facts: Facts) -> bool:
    step = _step(task, facts)
    if task.gap_steps[-1:] == [step]:
        return False
    task.gap_steps, task.gap_from = [*task.gap_steps, step], [*task.gap_from, facts.day]
    return True


def _step(task: Task, facts: Facts) -> str:
    return ",".join(gaps_of(task, facts))
